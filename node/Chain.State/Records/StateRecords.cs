using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types;

namespace Chain.State;

/// <summary>Reads the records of the state by name. A record that does not decode was not written by execution: that is a broken invariant, since stores check their bytes.</summary>
public static class StateRecords
{
    private delegate DecodeError Decoder<T>(ReadOnlySpan<byte> bytes, out T value);

    /// <summary>An account; false when it does not exist, and then it is empty.</summary>
    public static bool TryGetAccount(this IStateReader state, Address address, out AccountRecord account) =>
        TryRead(state, StateKeys.Account(address), AccountRecord.TryDecode, out account);

    /// <summary>What an account can spend; nothing when it does not exist.</summary>
    public static Amount Balance(this IStateReader state, Address address) => state.TryGetAccount(address, out AccountRecord account) ? account.Balance : Amount.Zero;

    /// <summary>The next sequence of a lane; 0 for a lane that is not open.</summary>
    public static ulong NextSequence(this IStateReader state, Address address, uint lane)
    {
        if (lane == 0)
            return state.TryGetAccount(address, out AccountRecord account) ? account.Sequence : 0;
        return ReadNumber(state, StateKeys.Lane(address, lane));
    }

    /// <summary>The chain's own record. Every state since genesis has one.</summary>
    /// <exception cref="InvariantException">The state is not one of a chain.</exception>
    public static ChainRecord ReadChain(this IStateReader state)
    {
        Invariant.Holds(TryRead(state, StateKeys.Chain, ChainRecord.TryDecode, out ChainRecord chain), "a state since genesis has a chain record");
        return chain;
    }

    /// <summary>A registered validator by its operator.</summary>
    public static bool TryGetValidator(this IStateReader state, Address operatorAddress, out ValidatorRecord validator) =>
        TryRead(state, StateKeys.Validator(operatorAddress), ValidatorRecord.TryDecode, out validator);

    /// <summary>The operator that registered a consensus key, now or ever.</summary>
    public static bool TryGetOperator(this IStateReader state, PublicKey consensusKey, out Address operatorAddress) =>
        TryGetAddress(state, StateKeys.ConsensusKey(consensusKey), out operatorAddress);

    /// <summary>The operator at a place of the list of validators, which has <see cref="ChainRecord.ListedValidators"/> places.</summary>
    public static Address ListedValidator(this IStateReader state, ulong place)
    {
        Invariant.Holds(TryGetAddress(state, StateKeys.ValidatorListItem(place), out Address operatorAddress), "the list of validators has no gaps");
        return operatorAddress;
    }

    /// <summary>What an account has bonded to a validator.</summary>
    public static Amount Delegation(this IStateReader state, Address validator, Address delegator) =>
        Amount.FromGrains(ReadNumber(state, StateKeys.Delegation(validator, delegator)));

    /// <summary>What is on its way from a validator to an account.</summary>
    public static UnbondingList Unbondings(this IStateReader state, Address validator, Address delegator) =>
        TryRead(state, StateKeys.Unbondings(validator, delegator), UnbondingList.TryDecode, out UnbondingList list) ? list : UnbondingList.Empty;

    /// <summary>An entry of the unbonding queue that the chain record says is there.</summary>
    public static QueuedUnbonding QueuedUnbonding(this IStateReader state, ulong number)
    {
        Invariant.Holds(TryRead(state, StateKeys.UnbondingQueueItem(number), State.QueuedUnbonding.TryDecode, out QueuedUnbonding queued), "the unbonding queue has no gaps");
        return queued;
    }

    /// <summary>The time of a block; false when it is too old to matter, or not executed yet.</summary>
    public static bool TryGetBlockTime(this IStateReader state, ulong height, out ulong timeMs)
    {
        timeMs = ReadNumber(state, StateKeys.BlockTime(height));
        return timeMs != 0;
    }

    /// <summary>The validator set of a height; false unless it is one of the three that the state holds.</summary>
    public static bool TryGetValidatorSet(this IStateReader state, ulong height, out ValidatorSet? set) =>
        TryRead(state, StateKeys.ValidatorSet(height), ValidatorSet.TryDecode, out set);

    /// <summary>The validator set of a height that the state is known to hold.</summary>
    public static ValidatorSet ReadValidatorSet(this IStateReader state, ulong height)
    {
        bool found = state.TryGetValidatorSet(height, out ValidatorSet? set);
        Invariant.Holds(found && set is not null, "the state after a height holds the sets of this and the next two heights");
        return set;
    }

    /// <summary>A deployed contract; false when there is none at the address.</summary>
    public static bool TryGetContract(this IStateReader state, Address address, out ContractRecord contract) =>
        TryRead(state, StateKeys.Contract(address), ContractRecord.TryDecode, out contract);

    /// <summary>Stored source; false when none has the hash.</summary>
    public static bool TryGetCode(this IStateReader state, Hash256 hash, out CodeRecord code) =>
        TryRead(state, StateKeys.Code(hash), CodeRecord.TryDecode, out code);

    /// <summary>How many contracts there are.</summary>
    public static ulong ContractCount(this IStateReader state) => ReadNumber(state, StateKeys.ContractCount);

    /// <summary>The contract that was made after so many others; fewer than <see cref="ContractCount"/>.</summary>
    public static Address ListedContract(this IStateReader state, ulong number)
    {
        Invariant.Holds(TryGetAddress(state, StateKeys.ContractListItem(number), out Address contract), "the list of contracts has no gaps");
        return contract;
    }

    private static ulong ReadNumber(IStateReader state, StateKey key) => TryRead(state, key, NumberRecord.TryDecode, out ulong number) ? number : 0;

    private static bool TryGetAddress(IStateReader state, StateKey key, out Address address)
    {
        bool found = state.TryGet(key.Span, out ReadOnlyMemory<byte> value);
        Invariant.Holds(!found || value.Length == Address.Length, "an address in the state has 32 bytes");
        address = found ? new Address(value.Span) : default;
        return found;
    }

    private static bool TryRead<T>(IStateReader state, StateKey key, Decoder<T> decode, out T record)
    {
        record = default!;
        if (!state.TryGet(key.Span, out ReadOnlyMemory<byte> value))
            return false;
        DecodeError error = decode(value.Span, out record);
        Invariant.Holds(error == DecodeError.None, "a record in the state decodes");
        return true;
    }
}
