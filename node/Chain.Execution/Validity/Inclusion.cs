using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Decides, transaction by transaction, what a block may contain: the one implementation for proposing and for judging.</summary>
/// <remarks>
/// Nothing is executed. A sender is charged, against its balance after the parent, for the most that each of its transactions
/// may debit; credits of the same block do not count. So no included transaction can fail to pay, whatever the others do.
/// </remarks>
public sealed class Inclusion
{
    private readonly ChainRules _rules;
    private readonly IStateReader _parentState;
    private readonly ulong _height;
    private readonly ulong _baseFee;
    private readonly Dictionary<Address, Sender> _senders;

    /// <summary>Starts an empty block.</summary>
    public Inclusion(ChainRules rules, ParentContext parent, IStateReader parentState)
    {
        _rules = rules;
        _parentState = parentState;
        _height = parent.NextHeight;
        _baseFee = parent.BaseFee;
        _senders = new Dictionary<Address, Sender>(SeededComparer.Of(parent.Id));
    }

    /// <summary>Transactions included so far.</summary>
    public int Count { get; private set; }

    /// <summary>Their bytes.</summary>
    public ulong Bytes { get; private set; }

    /// <summary>The sum of their gas limits.</summary>
    public ulong GasLimits { get; private set; }

    /// <summary>Includes the transaction after those before it, or says why it cannot stand here; then nothing has changed.</summary>
    public BlockRefusal TryInclude(VerifiedTransaction transaction)
    {
        BlockRefusal refusal = CheckAlone(transaction.Transaction);
        if (refusal == BlockRefusal.None)
            refusal = CheckRoom(transaction.Transaction);
        return refusal == BlockRefusal.None ? Book(transaction.Transaction) : refusal;
    }

    private BlockRefusal CheckAlone(Transaction transaction)
    {
        UnsignedTransaction body = transaction.Body;
        if (body.GenesisHash != _rules.GenesisHash)
            return BlockRefusal.WrongChain;
        if (body.GasLimit < GasSchedule.Minimum(transaction))
            return BlockRefusal.GasLimitTooLow;
        if (body.GasLimit > GasSchedule.Maximum(transaction))
            return BlockRefusal.GasLimitTooHigh;
        if (body.ExpiryHeight < _height)
            return BlockRefusal.Expired;
        if (body.ExpiryHeight - _height > _rules.Parameters.ExpiryWindow)
            return BlockRefusal.ExpiryTooFar;
        return body.MaxFee < _baseFee ? BlockRefusal.MaxFeeTooLow : BlockRefusal.None;
    }

    private BlockRefusal CheckRoom(Transaction transaction)
    {
        if ((ulong)Count >= _rules.Parameters.BlockTransactionsMax)
            return BlockRefusal.TooManyTransactions;
        if ((ulong)transaction.Encoded.Length > _rules.Parameters.BlockBytesMax - Bytes)
            return BlockRefusal.TooManyBytes;
        return transaction.Body.GasLimit > _rules.Parameters.BlockGasMax - GasLimits ? BlockRefusal.TooMuchGas : BlockRefusal.None;
    }

    private BlockRefusal Book(Transaction transaction)
    {
        UnsignedTransaction body = transaction.Body;
        Sender sender = FindSender(transaction.Sender);
        ulong next = sender.NextSequence(_parentState, transaction.Sender, body.Lane);
        if (body.Sequence != next)
            return body.Sequence < next ? BlockRefusal.SequenceUsed : BlockRefusal.SequenceGap;
        if (body.MaxDebit is not { } debit || !sender.Left.TrySubtract(debit, out Amount left))
            return BlockRefusal.CannotPay;
        sender.Left = left;
        sender.SetNextSequence(body.Lane, next + 1);
        Count++;
        Bytes += (ulong)transaction.Encoded.Length;
        GasLimits += body.GasLimit;
        return BlockRefusal.None;
    }

    private Sender FindSender(Address address)
    {
        if (_senders.TryGetValue(address, out Sender? sender))
            return sender;
        _parentState.TryGetAccount(address, out AccountRecord account);
        sender = new Sender(account);
        _senders.Add(address, sender);
        return sender;
    }

    private sealed class Sender(AccountRecord account)
    {
        private readonly List<(uint Lane, ulong Next)> _lanes = [(0, account.Sequence)];

        public Amount Left { get; set; } = account.Balance;

        public ulong NextSequence(IStateReader state, Address address, uint lane)
        {
            int place = Find(lane);
            if (place >= 0)
                return _lanes[place].Next;
            ulong next = state.NextSequence(address, lane);
            _lanes.Add((lane, next));
            return next;
        }

        public void SetNextSequence(uint lane, ulong next) => _lanes[Find(lane)] = (lane, next);

        private int Find(uint lane)
        {
            for (int i = 0; i < _lanes.Count; i++)
            {
                if (_lanes[i].Lane == lane)
                    return i;
            }
            return -1;
        }
    }
}
