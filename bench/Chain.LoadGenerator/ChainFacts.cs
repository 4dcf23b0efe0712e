using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Types;

namespace Chain.LoadGenerator;

/// <summary>What has to be known of the chain to write transactions for it.</summary>
internal sealed record ChainFacts(Hash256 GenesisHash, string AddressPrefix, ulong Height)
{
    // A plain transfer between accounts that exist, with room for a few bytes more; far under what a native transfer may name.
    private const ulong TransferGas = 13_500;
    private const ulong NewAccountGas = TransferGas + GasSchedule.NewAccount + GasSchedule.NewLane;
    private const ulong MaxFee = 1_000_000;
    private const ulong ExpiryBlocks = 900;

    public static ChainFacts Of(GetStatusResponse status) =>
        new(new Hash256(status.GenesisHash.Span), status.AddressPrefix, status.Height);

    /// <summary>A transfer to an account that exists.</summary>
    public UnsignedTransaction Transfer(Address to, Amount amount, uint lane, ulong sequence) => Create(to, amount, lane, sequence, TransferGas);

    /// <summary>A transfer that may make the account.</summary>
    public UnsignedTransaction Funding(Address to, Amount amount, uint lane, ulong sequence) => Create(to, amount, lane, sequence, NewAccountGas);

    private UnsignedTransaction Create(Address to, Amount amount, uint lane, ulong sequence, ulong gas)
    {
        UnsignedTransaction.TryCreate(GenesisHash, lane, sequence, Height + ExpiryBlocks, gas, MaxFee, 0, "", new TransactionAction.Transfer(to, amount), out UnsignedTransaction? body);
        Invariant.Holds(body is not null, "the generator writes transactions that are in range");
        return body;
    }
}
