using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Types.Tests.Support;

/// <summary>Transactions of the numbered keys. Without a gas limit it takes the most that the action can use.</summary>
public sealed record TransactionBuilder(Hash256 GenesisHash, int From)
{
    /// <summary>The gas limit where a contract may run and the test names none.</summary>
    public const ulong ContractGas = 20_000_000;

    public uint Lane { get; init; }

    public ulong Sequence { get; init; }

    public ulong Expiry { get; init; } = 100;

    public ulong? GasLimit { get; init; }

    public ulong MaxFee { get; init; } = 10_000;

    public ulong Tip { get; init; }

    public string Memo { get; init; } = "";

    public TransactionAction Action { get; init; } = new TransactionAction.Transfer(TestKeys.Address(1), Amount.FromGrains(1));

    public TransactionBuilder Pays(Address to, ulong grains) => this with { Action = new TransactionAction.Transfer(to, Amount.FromGrains(grains)) };

    public TransactionBuilder Deploys(string source, ReadOnlyMemory<byte> arguments = default, ulong grains = 0, Address? upgrader = null) =>
        this with { Action = new TransactionAction.Deploy(System.Text.Encoding.UTF8.GetBytes(source), arguments, Amount.FromGrains(grains), upgrader) };

    public TransactionBuilder Calls(Address contract, string method, ReadOnlyMemory<byte> arguments = default, ulong grains = 0) =>
        this with { Action = new TransactionAction.Call(contract, method, arguments, Amount.FromGrains(grains)) };

    public TransactionBuilder Upgrades(Address contract, string source, ReadOnlyMemory<byte> arguments = default) =>
        this with { Action = new TransactionAction.Upgrade(contract, System.Text.Encoding.UTF8.GetBytes(source), arguments) };

    /// <summary>The address that a deployment by this transaction gives.</summary>
    public Address Contract => Address.OfContract(TestKeys.Address(From), Lane, Sequence);

    /// <summary>With the least gas limit that can be included. The limit is part of the bytes that it pays for, so it is found in a few steps.</summary>
    public TransactionBuilder WithLeastGas()
    {
        ulong limit = 1 << 20;
        for (int i = 0; i < 4; i++)
            limit = GasSchedule.Minimum(Sign(limit));
        return this with { GasLimit = limit };
    }

    public Transaction Build()
    {
        if (GasLimit is { } limit)
            return Sign(limit);
        if (Action.RunsContract)
            return Sign(ContractGas);
        // The limit is part of the bytes that it pays for: all limits of native actions have varints of the same length.
        return Sign(GasSchedule.Maximum(Sign(1 << 20)));
    }

    public VerifiedTransaction Verified()
    {
        VerifiedTransaction? verified = VerifiedTransaction.Verify(Build(), GenesisHash);
        Invariant.Holds(verified is not null, "a transaction signed here verifies");
        return verified;
    }

    private Transaction Sign(ulong gasLimit)
    {
        DecodeError error = UnsignedTransaction.TryCreate(GenesisHash, Lane, Sequence, Expiry, gasLimit, MaxFee, Tip, Memo, Action, out UnsignedTransaction? body);
        Invariant.Holds(body is not null, $"the builder makes a transaction: {error}");
        return body.Sign(TestKeys.Public(From), TestKeys.Private(From).Sign(body.SigningDigest()));
    }
}
