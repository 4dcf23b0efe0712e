using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>The genesis of a run, the clients' keys, and what they send: transfers, delegations and withdrawals of them, contracts and calls of these.</summary>
internal class NodeLedger
{
    protected const int AccountCount = 12;
    private const int FirstOperator = 16;
    private const int FirstAccount = 28;

    private readonly Rng _rng;
    private readonly int _validators;
    private readonly Dictionary<(int Account, uint Lane), ulong> _next = [];
    private readonly SortedDictionary<(int Account, uint Lane, ulong Sequence), Transaction> _unconfirmed = [];
    private readonly PurseContracts _purses;

    public NodeLedger(NodeKnobs knobs, Rng rng)
    {
        _rng = rng;
        _purses = new PurseContracts(rng.Fork());
        _validators = knobs.StakesInCoins.Length;
        ChainParameters parameters = Knobs.Draw(new Rng(1), isTwinsFork: false).Parameters with
        {
            BlockIntervalMs = (ulong)rng.Between(100, 500),
            HeartbeatMs = (ulong)rng.Between(1_000, 3_000),
            ProposeTimeoutMs = 600,
            ProposeTimeoutDeltaMs = 300,
            VoteTimeoutMs = 300,
            VoteTimeoutDeltaMs = 150,
            UnbondingMs = 4_000,
            UnbondingBlocks = 8,
            EvidenceMs = 2_000,
            EvidenceBlocks = 5,
        };
        IReadOnlyList<string> problems = GenesisDocument.TryCreate(
            "sim", "sim", 1_700_000_000_000, parameters,
            [.. Enumerable.Range(0, AccountCount).Select(static account => new GenesisAccount(AccountAddress(account), Amount.FromGrains(5_000 * Amount.GrainsPerCoin)))],
            [.. knobs.StakesInCoins.Select(static (stake, key) => Validator(key, stake))],
            out GenesisDocument? genesis);
        Invariant.Holds(genesis is not null, string.Join("; ", problems));
        Genesis = genesis;
    }

    public GenesisDocument Genesis { get; }

    /// <summary>Sent and not seen in a block.</summary>
    public IReadOnlyCollection<Transaction> Unconfirmed => _unconfirmed.Values;

    /// <summary>Operators of validators.</summary>
    public IReadOnlyList<Address> Operators => [.. Enumerable.Range(0, _validators).Select(OperatorAddress)];

    /// <summary>Everyone who can hold coins, contracts among them, deployed or not: nobody sends to anyone else.</summary>
    public virtual IReadOnlyList<Address> Holders => [.. Operators, .. Enumerable.Range(0, AccountCount).Select(AccountAddress), .. _purses.Addresses];

    /// <summary>Whether everything was sent and judged, for clients that have an end.</summary>
    public virtual bool IsDone => false;

    protected virtual int LaneCount => 3;

    public static Address OperatorAddress(int key) => Crypto.Address(FirstOperator + key);

    public int ValidatorOf(Address operatorAddress) => Enumerable.Range(0, _validators).FirstOrDefault(key => OperatorAddress(key) == operatorAddress, -1);

    /// <summary>New transactions, each in the next slot of its account and lane.</summary>
    public List<Transaction> Draw(int count, ulong height)
    {
        var drawn = new List<Transaction>();
        for (int i = 0; i < count && _unconfirmed.Count < 400; i++)
        {
            int account = _rng.Below(AccountCount);
            uint lane = (uint)_rng.Below(LaneCount);
            ulong sequence = _next.GetValueOrDefault((account, lane));
            if (DrawAction(account, lane, sequence) is not { } action)
                continue;
            _next[(account, lane)] = sequence + 1;
            Transaction transaction = Sign(account, action, lane, sequence, height + 900);
            Sent(account, transaction);
            _unconfirmed[(account, lane, sequence)] = transaction;
            drawn.Add(transaction);
        }
        return drawn;
    }

    /// <summary>A transaction was executed, with that receipt.</summary>
    public virtual void Confirm(Transaction transaction, ReadOnlyMemory<byte> encodedReceipt)
    {
        Address sender = transaction.Sender;
        for (int account = 0; account < AccountCount; account++)
        {
            if (AccountAddress(account) == sender)
                _unconfirmed.Remove((account, transaction.Body.Lane, transaction.Body.Sequence));
        }
    }

    /// <summary>What an account does next; null for nothing.</summary>
    protected virtual TransactionAction? DrawAction(int account, uint lane, ulong sequence)
    {
        Address sender = AccountAddress(account);
        int kind = _rng.Below(14);
        Amount amount = Amount.FromGrains((ulong)_rng.Between(1, 1_000_000));
        if (kind == 0)
            return new TransactionAction.Delegate(OperatorAddress(_rng.Below(_validators)), Amount.FromGrains(Amount.GrainsPerCoin + amount.Grains));
        if (kind == 1)
            return new TransactionAction.Undelegate(OperatorAddress(_rng.Below(_validators)), Amount.FromGrains(Amount.GrainsPerCoin));
        if (kind >= 10)
            return _purses.Draw(sender, lane, sequence, AccountAddress(_rng.Below(AccountCount)));
        if (kind == 9 && _purses.Addresses.Count > 0)
            return new TransactionAction.Transfer(_purses.Pick(), amount);
        return new TransactionAction.Transfer(AccountAddress(_rng.Below(AccountCount)), amount);
    }

    /// <summary>The gas limit of a contract's transaction that needs at least so much.</summary>
    protected virtual ulong GasOf(int account, TransactionAction action, ulong minimum) => minimum + (ulong)_rng.Between(0, 1_500_000);

    /// <summary>A drawn transaction has its slot.</summary>
    protected virtual void Sent(int account, Transaction transaction)
    {
    }

    protected static Address AccountAddress(int account) => Crypto.Address(FirstAccount + account);

    private Transaction Sign(int account, TransactionAction action, uint lane, ulong sequence, ulong expiry)
    {
        PrivateKey key = Crypto.PrivateKey(FirstAccount + account);
        Transaction draft = Sign(key, action, lane, sequence, expiry, 300_000);
        return Sign(key, action, lane, sequence, expiry, action.RunsContract ? GasOf(account, action, GasSchedule.Minimum(draft)) : GasSchedule.Maximum(draft));
    }

    private Transaction Sign(PrivateKey key, TransactionAction action, uint lane, ulong sequence, ulong expiry, ulong gas)
    {
        DecodeError error = UnsignedTransaction.TryCreate(Genesis.Hash, lane, sequence, expiry, gas, 100_000, 10, string.Empty, action, out UnsignedTransaction? body);
        Invariant.Holds(error == DecodeError.None, $"a drawn transaction is well formed, not {error}: {action.GetType().Name}");
        return body!.Sign(key.GetPublicKey(), key.Sign(body.SigningDigest()));
    }

    private static GenesisValidator Validator(int key, ulong stake) => new(
        OperatorAddress(key), Crypto.PublicKey(key), Crypto.PrivateKey(key).Sign(TransactionAction.PossessionDigest(default, OperatorAddress(key))), Amount.FromGrains(stake * Amount.GrainsPerCoin));
}
