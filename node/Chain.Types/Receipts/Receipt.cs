using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>What became of an included transaction. Receipts are hashed into the header of the next block.</summary>
/// <remarks>
/// A block's end has a receipt of its own when something happened there (unbondings paid, validators changed): with a zero
/// transaction id, after all others.
/// </remarks>
public sealed record Receipt
{
    /// <summary>The transaction; zero for the receipt of the block's end.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>How it ended.</summary>
    public required ReceiptStatus Status { get; init; }

    /// <summary>The gas charged.</summary>
    public required ulong GasUsed { get; init; }

    /// <summary>The part of the fee that was burned.</summary>
    public required Amount Burned { get; init; }

    /// <summary>The part of the fee that goes to the proposer.</summary>
    public required Amount Tip { get; init; }

    /// <summary>The sender's previous receipt.</summary>
    public HistoryLink SenderPrevious { get; init; }

    /// <summary>The recipient's previous receipt; none when there is no other party.</summary>
    public HistoryLink RecipientPrevious { get; init; }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<ChainEvent> Events { get; init; } = [];

    /// <summary>What a contract's transaction has beyond others.</summary>
    public ContractResult Result { get; init; } = ContractResult.None;

    /// <summary>The whole fee.</summary>
    public Amount Fee => Burned + Tip;

    /// <summary>Equal when all fields and all events are.</summary>
    public bool Equals(Receipt? other) =>
        other is not null && TransactionId == other.TransactionId && Status == other.Status && GasUsed == other.GasUsed && Burned == other.Burned
        && Tip == other.Tip && SenderPrevious == other.SenderPrevious && RecipientPrevious == other.RecipientPrevious && Events.SequenceEqual(other.Events)
        && Result.Equals(other.Result);

    /// <inheritdoc/>
    public override int GetHashCode() => TransactionId.GetHashCode();

    /// <summary>RFC 6962 root over a block's receipts; zero when there are none.</summary>
    public static Hash256 Root(IReadOnlyList<ReadOnlyMemory<byte>> encodedReceipts)
    {
        if (encodedReceipts.Count == 0)
            return default;
        var leaves = new Hash256[encodedReceipts.Count];
        for (int i = 0; i < leaves.Length; i++)
            leaves[i] = Hashing.Leaf(encodedReceipts[i].Span);
        return Primitives.Merkle.MerkleTree.Root(leaves);
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter(96);
        writer.OptionalHash(1, TransactionId.Value);
        writer.UInt64(2, (ulong)Status);
        writer.UInt64(3, GasUsed);
        writer.UInt64(4, Burned.Grains);
        writer.UInt64(5, Tip.Grains);
        writer.UInt64(6, SenderPrevious.Height);
        writer.UInt64(7, SenderPrevious.Index);
        writer.UInt64(8, RecipientPrevious.Height);
        writer.UInt64(9, RecipientPrevious.Index);
        foreach (ChainEvent item in Events)
            item.Write(writer, 10);
        Result.Write(writer);
        return writer.ToArray();
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out Receipt? receipt)
    {
        receipt = null;
        var reader = new WireReader(bytes);
        var id = new TransactionId(reader.OptionalHash(1));
        var status = (ReceiptStatus)reader.UInt32(2, (uint)ReceiptStatus.StateWritesExceeded);
        ulong gasUsed = reader.UInt64(3);
        Amount burned = WireAmount.Read(ref reader, 4);
        Amount tip = WireAmount.Read(ref reader, 5);
        var senderPrevious = new HistoryLink(reader.UInt64(6), reader.UInt32(7));
        var recipientPrevious = new HistoryLink(reader.UInt64(8), reader.UInt32(9));
        // The end of a block may pay many out at once; a transaction has its limits.
        int eventsMax = id == default ? int.MaxValue : ProtocolLimits.TransactionEventsMax;
        IReadOnlyList<ChainEvent> events = ReceiptItems.Read<ChainEvent>(ref reader, 10, ChainEvent.DataBytesMax + 256, eventsMax, ChainEvent.TryRead, out DecodeError eventError);
        if (eventError != DecodeError.None)
            return eventError;
        ContractResult result = ContractResult.Read(ref reader, out DecodeError resultError);
        if (resultError != DecodeError.None)
            return resultError;
        reader.Require(burned.TryAdd(tip, out _), DecodeError.Range);
        reader.Require(id == default || events.Sum(static item => item.Data.Length) <= ProtocolLimits.TransactionEventBytesMax, DecodeError.Range);
        DecodeError error = reader.End();
        if (error != DecodeError.None)
            return error;
        receipt = new Receipt
        {
            TransactionId = id,
            Status = status,
            GasUsed = gasUsed,
            Burned = burned,
            Tip = tip,
            SenderPrevious = senderPrevious,
            RecipientPrevious = recipientPrevious,
            Events = events,
            Result = result,
        };
        return DecodeError.None;
    }
}
