using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>The signed part of a transaction (docs/spec/transaction.md).</summary>
/// <remarks>Prices are in grains per 10⁶ gas. The genesis hash binds the transaction to one chain, the expiry height to a window of blocks.</remarks>
public sealed record UnsignedTransaction
{
    private UnsignedTransaction(
        Hash256 genesisHash, uint lane, ulong sequence, ulong expiryHeight, ulong gasLimit, ulong maxFee, ulong tip, string memo, TransactionAction action)
    {
        GenesisHash = genesisHash;
        Lane = lane;
        Sequence = sequence;
        ExpiryHeight = expiryHeight;
        GasLimit = gasLimit;
        MaxFee = maxFee;
        Tip = tip;
        Memo = memo;
        Action = action;
    }

    /// <summary>The chain that the transaction is for.</summary>
    public Hash256 GenesisHash { get; }

    /// <summary>0 to 255; each lane of a sender counts by itself.</summary>
    public uint Lane { get; }

    /// <summary>The place in the lane, from 0 without gaps.</summary>
    public ulong Sequence { get; }

    /// <summary>The last height at which the transaction may be included.</summary>
    public ulong ExpiryHeight { get; }

    /// <summary>The most gas it may use; what is unused is refunded.</summary>
    public ulong GasLimit { get; }

    /// <summary>The most paid per 10⁶ gas, base fee and tip together.</summary>
    public ulong MaxFee { get; }

    /// <summary>The most of it that goes to the proposer.</summary>
    public ulong Tip { get; }

    /// <summary>Text of at most 256 bytes, shown to people and never interpreted.</summary>
    public string Memo { get; }

    /// <summary>What it does.</summary>
    public TransactionAction Action { get; }

    /// <summary>The most that this transaction may debit from its sender: gas limit × max fee, rounded up, and what the action names. Null when that is more than can exist.</summary>
    public Amount? MaxDebit =>
        FeeMath.TryFee(GasLimit, MaxFee, out Amount fee) && fee.TryAdd(Action.Debit, out Amount sum) ? sum : null;

    /// <summary>Checks every range; <see cref="DecodeError.None"/> means that <paramref name="transaction"/> is set.</summary>
    public static DecodeError TryCreate(
        Hash256 genesisHash, uint lane, ulong sequence, ulong expiryHeight, ulong gasLimit, ulong maxFee, ulong tip, string memo,
        TransactionAction action, out UnsignedTransaction? transaction)
    {
        transaction = null;
        if (lane > ProtocolLimits.LaneMax || sequence == ulong.MaxValue || expiryHeight is 0 or > ProtocolLimits.HeightMax)
            return DecodeError.Range;
        if (gasLimit is 0 or > ProtocolLimits.GasMax || maxFee > ProtocolLimits.PriceMax || tip > maxFee)
            return DecodeError.Range;
        DecodeError actionError = action.Check();
        if (actionError != DecodeError.None)
            return actionError;
        if (System.Text.Encoding.UTF8.GetByteCount(memo) > ProtocolLimits.MemoBytesMax)
            return DecodeError.Size;
        if (!WellFormedText.IsWellFormed(memo))
            return DecodeError.Utf8;
        transaction = new UnsignedTransaction(genesisHash, lane, sequence, expiryHeight, gasLimit, maxFee, tip, memo, action);
        return DecodeError.None;
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter(256);
        writer.UInt64(1, ProtocolLimits.Version);
        writer.Hash(2, GenesisHash);
        writer.UInt64(3, Lane);
        writer.UInt64(4, Sequence);
        writer.UInt64(5, ExpiryHeight);
        writer.UInt64(6, GasLimit);
        writer.UInt64(7, MaxFee);
        writer.UInt64(8, Tip);
        writer.Text(9, Memo);
        TransactionActionCodec.Write(writer, Action);
        return writer.ToArray();
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out UnsignedTransaction? transaction)
    {
        transaction = null;
        var reader = new WireReader(bytes);
        reader.Require(reader.UInt32(1) == ProtocolLimits.Version, DecodeError.Unsupported);
        Hash256 genesisHash = reader.Hash(2);
        uint lane = reader.UInt32(3, ProtocolLimits.LaneMax);
        ulong sequence = reader.UInt64(4);
        ulong expiryHeight = reader.UInt64(5);
        ulong gasLimit = reader.UInt64(6);
        ulong maxFee = reader.UInt64(7);
        ulong tip = reader.UInt64(8);
        string memo = reader.Text(9, ProtocolLimits.MemoBytesMax);
        TransactionAction? action = TransactionActionCodec.Read(ref reader);
        DecodeError error = reader.End();
        if (error != DecodeError.None || action is null)
            return error == DecodeError.None ? DecodeError.Missing : error;
        return TryCreate(genesisHash, lane, sequence, expiryHeight, gasLimit, maxFee, tip, memo, action, out transaction);
    }

    /// <summary>What the sender signs: H("chain.transaction.body", canonical bytes).</summary>
    public Hash256 SigningDigest() => Hashing.Tagged(DomainTag.TransactionBody, Encode());

    /// <summary>Joins body and signature. The signature is not checked here.</summary>
    public Transaction Sign(PublicKey key, Signature signature) => Transaction.Create(this, key, signature);
}
