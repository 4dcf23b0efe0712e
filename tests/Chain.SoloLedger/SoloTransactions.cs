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

    /// <summary>Any action of the n-th account; the gas limit is the largest that is allowed for it.</summary>
    public Transaction Sign(
        int from, TransactionAction action, ulong sequence = 0, uint lane = 0, ulong expiryHeight = 900, ulong maxFee = MaxFee, ulong tip = 100, string memo = "", ulong? gasLimit = null)
    {
        PrivateKey key = SoloKeys.Key(from);
        // The limit's own length counts: one more pass finds the limit that fits its transaction.
        ulong limit = gasLimit ?? 1_000_000;
        for (int pass = 0; gasLimit is null && pass < 3; pass++)
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
