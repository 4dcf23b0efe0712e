using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Protocol.V1;
using Chain.Types;

namespace Chain.LoadGenerator;

/// <summary>What has to be known of the chain to write transactions for it.</summary>
internal sealed record ChainFacts(Hash256 GenesisHash, string AddressPrefix, ulong Height)
{
    private const ulong SomeGas = 20_000;
    private const ulong MaxFee = 1_000_000;
    private const ulong ExpiryBlocks = 900;

    public static ChainFacts Of(GetStatusResponse status) =>
        new(new Hash256(status.GenesisHash.Span), status.AddressPrefix, status.Height);

    /// <summary>A transfer to an account that exists.</summary>
    public UnsignedTransaction Transfer(Address to, Amount amount, uint lane, ulong sequence, PublicKey from) =>
        Create(to, amount, lane, sequence, from, GasSchedule.Minimum);

    /// <summary>A transfer that may make the account.</summary>
    public UnsignedTransaction Funding(Address to, Amount amount, uint lane, ulong sequence, PublicKey from) =>
        Create(to, amount, lane, sequence, from, GasSchedule.Maximum);

    /// <summary>Any action with a gas limit that is known.</summary>
    public UnsignedTransaction Act(TransactionAction action, ulong sequence, ulong gas)
    {
        UnsignedTransaction.TryCreate(GenesisHash, 0, sequence, Height + ExpiryBlocks, gas, MaxFee, 0, "", action, out UnsignedTransaction? body);
        Invariant.Holds(body is not null, "the generator writes transactions that are in range");
        return body;
    }

    // The gas depends on the length, and that on the gas only where it needs more bytes than the first guess.
    private UnsignedTransaction Create(Address to, Amount amount, uint lane, ulong sequence, PublicKey from, Func<Types.Transaction, ulong> gas)
    {
        UnsignedTransaction guess = Create(to, amount, lane, sequence, SomeGas);
        return Create(to, amount, lane, sequence, gas(guess.Sign(from, default)));
    }

    private UnsignedTransaction Create(Address to, Amount amount, uint lane, ulong sequence, ulong gas)
    {
        UnsignedTransaction.TryCreate(GenesisHash, lane, sequence, Height + ExpiryBlocks, gas, MaxFee, 0, "", new TransactionAction.Transfer(to, amount), out UnsignedTransaction? body);
        Invariant.Holds(body is not null, "the generator writes transactions that are in range");
        return body;
    }
}
