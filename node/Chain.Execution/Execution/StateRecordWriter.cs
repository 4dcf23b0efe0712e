using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Writes records into an overlay by name, with one buffer for all.</summary>
internal sealed class StateRecordWriter(StateOverlay overlay)
{
    private readonly WireWriter _buffer = new(256);

    public void Chain(ChainRecord chain)
    {
        _buffer.Clear();
        chain.Write(_buffer);
        overlay.Set(StateKeys.Chain.Span, _buffer.Written);
    }

    public void Account(Address address, AccountRecord account)
    {
        _buffer.Clear();
        account.Write(_buffer);
        overlay.Set(StateKeys.Account(address).Span, _buffer.Written);
    }

    public void Contract(Address address, ContractRecord contract)
    {
        _buffer.Clear();
        contract.Write(_buffer);
        overlay.Set(StateKeys.Contract(address).Span, _buffer.Written);
    }

    public void Lane(Address address, uint lane, ulong next) => Number(StateKeys.Lane(address, lane), next);

    public void Validator(Address operatorAddress, ValidatorRecord validator)
    {
        _buffer.Clear();
        validator.Write(_buffer);
        overlay.Set(StateKeys.Validator(operatorAddress).Span, _buffer.Written);
    }

    public void ConsensusKey(PublicKey key, Address operatorAddress) => overlay.Set(StateKeys.ConsensusKey(key).Span, operatorAddress.Span);

    public void ValidatorListItem(ulong place, Address operatorAddress) => overlay.Set(StateKeys.ValidatorListItem(place).Span, operatorAddress.Span);

    public void RemoveValidatorListItem(ulong place) => overlay.Delete(StateKeys.ValidatorListItem(place).Span);

    public void Delegation(Address validator, Address delegator, Amount amount) => Number(StateKeys.Delegation(validator, delegator), amount.Grains);

    public void Unbondings(Address validator, Address delegator, UnbondingList list)
    {
        StateKey key = StateKeys.Unbondings(validator, delegator);
        if (list.Items.Count == 0)
        {
            overlay.Delete(key.Span);
            return;
        }
        _buffer.Clear();
        list.Write(_buffer);
        overlay.Set(key.Span, _buffer.Written);
    }

    public void QueuedUnbonding(ulong number, QueuedUnbonding queued)
    {
        _buffer.Clear();
        queued.Write(_buffer);
        overlay.Set(StateKeys.UnbondingQueueItem(number).Span, _buffer.Written);
    }

    public void RemoveQueuedUnbonding(ulong number) => overlay.Delete(StateKeys.UnbondingQueueItem(number).Span);

    public void BlockTime(ulong height, ulong timeMs) => Number(StateKeys.BlockTime(height), timeMs);

    public void RemoveBlockTime(ulong height) => overlay.Delete(StateKeys.BlockTime(height).Span);

    public void ValidatorSet(ulong height, ValidatorSet set) => overlay.Set(StateKeys.ValidatorSet(height).Span, set.Encode());

    public void RemoveValidatorSet(ulong height) => overlay.Delete(StateKeys.ValidatorSet(height).Span);

    // A number of 0 is told by absence, so that a delegation taken back whole leaves nothing behind.
    private void Number(StateKey key, ulong number)
    {
        if (number == 0)
        {
            overlay.Delete(key.Span);
            return;
        }
        _buffer.Clear();
        NumberRecord.Write(_buffer, number);
        overlay.Set(key.Span, _buffer.Written);
    }
}
