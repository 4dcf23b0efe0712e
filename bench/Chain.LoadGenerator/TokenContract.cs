using System.Buffers.Binary;
using System.Text;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Protocol.V1;
using Chain.Types;

namespace Chain.LoadGenerator;

/// <summary>A token contract that the generator deployed and whose units it gave to all senders.</summary>
internal sealed record TokenContract(Address Address, ulong TransferGas)
{
    private const ulong UnitsEach = 1_000_000;
    private const ulong SetUpGas = 10_000_000;
    private const int Window = 500;

    /// <summary>The sequence stands in the bytes that are paid for, and grows.</summary>
    private const ulong GasForLongerSequences = 100;

    /// <summary>A call of the token's transfer.</summary>
    public TransactionAction.Call Transfer(Address to, ulong units) => Transfer(Address, to, units);

    /// <summary>Deploys the token as <paramref name="owner"/>, gives each sender units, and measures what a transfer between two of them takes.</summary>
    public static async Task<TokenContract> SetUpAsync(
        NodeClient node, PrivateKey owner, IReadOnlyList<PrivateKey> senders, string source, Action<string> say, CancellationToken cancellation)
    {
        Address ownerAddress = Address.OfKey(owner.GetPublicKey());
        var token = default(Address);
        say("deploying the token");
        var deploy = new TransactionAction.Deploy(Encoding.UTF8.GetBytes(source), Number(UnitsEach * (ulong)senders.Count), Amount.Zero, null);
        await Funding.SendAsync(
            node, owner, 1, 1,
            (chain, sequence, _) =>
            {
                token = Address.OfContract(ownerAddress, 0, sequence);
                return chain.Act(deploy, sequence, SetUpGas);
            },
            cancellation);
        say($"giving units to {senders.Count} accounts");
        Address[] holders = [.. senders.Select(static sender => Address.OfKey(sender.GetPublicKey()))];
        ulong giving = await MeasureAsync(node, owner, token, holders[0], cancellation);
        await Funding.SendAsync(node, owner, holders.Length, Window, (chain, sequence, i) => chain.Act(Transfer(token, holders[i], UnitsEach), sequence, giving), cancellation);
        return new TokenContract(token, await MeasureAsync(node, senders[0], token, holders[1], cancellation));
    }

    // A second time with the limit found: what is paid for the bytes of the limit itself is then in it.
    private static async Task<ulong> MeasureAsync(NodeClient node, PrivateKey from, Address token, Address to, CancellationToken cancellation)
    {
        ulong limit = SetUpGas;
        for (int i = 0; i < 2; i++)
        {
            UnsignedTransaction body = ChainFacts.Of(await node.StatusAsync(cancellation)).Act(Transfer(token, to, 1), 0, limit);
            SimulateTransactionResponse simulated = await node.SimulateAsync(body.Sign(from.GetPublicKey(), default).Encoded, cancellation);
            if (simulated.Receipt.Status != (uint)ReceiptStatus.Success)
                throw new InvalidOperationException($"A transfer of the token fails: {simulated.Receipt.Code} {simulated.Receipt.FailureCode} {simulated.Receipt.Message}");
            limit = simulated.GasExecuted + GasForLongerSequences;
        }
        return limit;
    }

    private static TransactionAction.Call Transfer(Address token, Address to, ulong units) => new(token, "transfer", (byte[])[.. to.Span, .. Number(units)], Amount.Zero);

    // u128 in the codec of contracts: 16 bytes, big-endian.
    private static byte[] Number(ulong number)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), number);
        return bytes;
    }
}
