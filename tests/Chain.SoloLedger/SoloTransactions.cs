using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types;

namespace Chain.SoloLedger;

/// <summary>Signed transactions for tests, with usual fees and limits unless the test says otherwise.</summary>
public sealed record SoloTransactions(GenesisDocument Genesis)
{
    /// <summary>A price that every base fee of a test stays below.</summary>
    public const ulong MaxFee = 10_000;

    /// <summary>A transfer from the n-th account.</summary>
    public Transaction Transfer(
        int from, int to, ulong grains, ulong sequence = 0, uint lane = 0, ulong expiryHeight = 900, ulong maxFee = MaxFee, ulong tip = 100, string memo = "") =>
        Sign(from, new TransactionAction.Transfer(SoloKeys.Account(to), Amount.FromGrains(grains)), sequence, lane, expiryHeight, maxFee, tip, memo);

    /// <summary>The gas limit where a contract may run and the test names none.</summary>
    public const ulong ContractGas = 20_000_000;

    /// <summary>A deployment by the n-th account; <see cref="ContractAt"/> tells where.</summary>
    public Transaction Deploy(int from, string source, ReadOnlyMemory<byte> arguments = default, ulong grains = 0, int? upgrader = null, ulong sequence = 0, uint lane = 0, ulong? gasLimit = null) =>
        Sign(
            from,
            new TransactionAction.Deploy(System.Text.Encoding.UTF8.GetBytes(source), arguments, Amount.FromGrains(grains), upgrader is { } n ? SoloKeys.Account(n) : null),
            sequence, lane, gasLimit: gasLimit);

    /// <summary>A call by the n-th account.</summary>
    public Transaction Call(int from, Address contract, string method, ReadOnlyMemory<byte> arguments = default, ulong grains = 0, ulong sequence = 0, uint lane = 0, ulong? gasLimit = null) =>
        Sign(from, new TransactionAction.Call(contract, method, arguments, Amount.FromGrains(grains)), sequence, lane, gasLimit: gasLimit);

    /// <summary>An upgrade by the n-th account.</summary>
    public Transaction Upgrade(int from, Address contract, string source, ReadOnlyMemory<byte> arguments = default, ulong sequence = 0) =>
        Sign(from, new TransactionAction.Upgrade(contract, System.Text.Encoding.UTF8.GetBytes(source), arguments), sequence);

    /// <summary>The address of what the n-th account deploys with a sequence.</summary>
    public static Address ContractAt(int from, ulong sequence, uint lane = 0) => Address.OfContract(SoloKeys.Account(from), lane, sequence);

    /// <summary>Any action of the n-th account; the gas limit is the largest that is allowed for it, or <see cref="ContractGas"/>.</summary>
    public Transaction Sign(
        int from, TransactionAction action, ulong sequence = 0, uint lane = 0, ulong expiryHeight = 900, ulong maxFee = MaxFee, ulong tip = 100, string memo = "", ulong? gasLimit = null)
    {
        PrivateKey key = SoloKeys.Key(from);
        // The limit's own length counts: one more pass finds the limit that fits its transaction.
        ulong limit = gasLimit ?? (action.RunsContract ? ContractGas : 1_000_000);
        for (int pass = 0; gasLimit is null && !action.RunsContract && pass < 3; pass++)
            limit = GasSchedule.Maximum(Sign(key, Body(limit)));
        return Sign(key, Body(limit));

        UnsignedTransaction Body(ulong gas)
        {
            DecodeError error = UnsignedTransaction.TryCreate(Genesis.Hash, lane, sequence, expiryHeight, gas, maxFee, tip, memo, action, out UnsignedTransaction? body);
            Invariant.Holds(error == DecodeError.None, $"a test's transaction is in range, not {error}");
            return body!;
        }
    }

    private static Transaction Sign(PrivateKey key, UnsignedTransaction body) => body.Sign(key.GetPublicKey(), key.Sign(body.SigningDigest()));
}
