using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types;
using Chain.Wallet.Fees;

namespace Chain.Wallet.Sending;

/// <summary>Puts an intent, a place and terms together into the body that is signed.</summary>
public static class TransactionShape
{
    private const int RoundsMax = 8;

    /// <summary>The body with the gas limit that fits it. The limit's own digits are part of what is paid for, so it is sought in a few rounds.</summary>
    /// <param name="genesisHash">The chain.</param>
    /// <param name="intent">What is wanted.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="sequence">The place in it.</param>
    /// <param name="expiryHeight">The last height of inclusion.</param>
    /// <param name="terms">Prices.</param>
    /// <param name="extraUsed">Gas that a simulation used above the least; null for none.</param>
    /// <exception cref="WalletException">The intent has no byte form.</exception>
    public static UnsignedTransaction Make(Hash256 genesisHash, TransactionIntent intent, uint lane, ulong sequence, ulong expiryHeight, FeeTerms terms, ulong? extraUsed)
    {
        ulong limit = intent.Fees.GasLimit ?? 100_000;
        UnsignedTransaction body = Body(genesisHash, intent, lane, sequence, expiryHeight, terms, limit);
        for (int round = 0; intent.Fees.GasLimit is null && round < RoundsMax; round++)
        {
            ulong better = FeePolicy.GasLimit(extraUsed, Draft(body, intent.Sender), terms.GasMax);
            if (better == limit)
                break;
            limit = better;
            body = Body(genesisHash, intent, lane, sequence, expiryHeight, terms, limit);
        }
        return body;
    }

    /// <summary>A transaction of the right size with a signature of zeros: for simulation and for measuring, never to be sent.</summary>
    public static Transaction Draft(UnsignedTransaction body, PublicKey sender)
    {
        Invariant.Holds(Signature.TryCreate(new byte[Signature.Length], out Signature nothing), "64 bytes have the form of a signature");
        return body.Sign(sender, nothing);
    }

    private static UnsignedTransaction Body(Hash256 genesisHash, TransactionIntent intent, uint lane, ulong sequence, ulong expiryHeight, FeeTerms terms, ulong gasLimit)
    {
        DecodeError error = UnsignedTransaction.TryCreate(
            genesisHash, lane, sequence, expiryHeight, gasLimit, terms.MaxFee, terms.Tip, intent.Memo, intent.Action, out UnsignedTransaction? body);
        return error == DecodeError.None ? body! : throw Unfit(intent, error);
    }

    private static WalletException Unfit(TransactionIntent intent, DecodeError error)
    {
        int memoBytes = System.Text.Encoding.UTF8.GetByteCount(intent.Memo);
        if (memoBytes > ProtocolLimits.MemoBytesMax)
            return new WalletException(ProblemKind.Usage, "memo", $"the memo has {memoBytes} bytes, at most {ProtocolLimits.MemoBytesMax} are allowed", null, "shorten it");
        return error == DecodeError.Utf8
            ? new WalletException(ProblemKind.Usage, "memo", "the memo is not valid text", "it holds half of a character", "write it again")
            : new WalletException(ProblemKind.Usage, "out-of-range", "lane, sequence, expiry height, gas limit or prices are out of range", null, "lanes are 0 to 255; leave the options out to get fitting values");
    }
}
