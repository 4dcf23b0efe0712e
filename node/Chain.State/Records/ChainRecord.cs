using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.State;

/// <summary>What the chain knows of itself: where it stands, its totals, and the ends of its lists.</summary>
/// <remarks>Balances + bonded + unbonding + burned = supply, at every height.</remarks>
public readonly record struct ChainRecord
{
    /// <summary>The height that this is the state after; 0 for genesis.</summary>
    public ulong Height { get; init; }

    /// <summary>The time of that block.</summary>
    public ulong TimeMs { get; init; }

    /// <summary>The base fee of the next block.</summary>
    public ulong BaseFee { get; init; }

    /// <summary>All that ever existed: balances and stakes of genesis.</summary>
    public Amount Supply { get; init; }

    /// <summary>What was burned as base fee.</summary>
    public Amount Burned { get; init; }

    /// <summary>What is bonded to validators.</summary>
    public Amount Bonded { get; init; }

    /// <summary>What is on its way from validators to balances.</summary>
    public Amount Unbonding { get; init; }

    /// <summary>The number of the oldest entry of the unbonding queue.</summary>
    public ulong QueueHead { get; init; }

    /// <summary>The number of the next entry; the queue is empty when it equals <see cref="QueueHead"/>.</summary>
    public ulong QueueTail { get; init; }

    /// <summary>Validators on the list.</summary>
    public ulong ListedValidators { get; init; }

    /// <summary>The lowest height whose block time is kept.</summary>
    public ulong OldestTimeHeight { get; init; }

    /// <summary>Writes the canonical bytes.</summary>
    public void Write(WireWriter writer)
    {
        writer.UInt64(1, Height);
        writer.UInt64(2, TimeMs);
        writer.UInt64(3, BaseFee);
        writer.UInt64(4, Supply.Grains);
        writer.UInt64(5, Burned.Grains);
        writer.UInt64(6, Bonded.Grains);
        writer.UInt64(7, Unbonding.Grains);
        writer.UInt64(8, QueueHead);
        writer.UInt64(9, QueueTail);
        writer.UInt64(10, ListedValidators);
        writer.UInt64(11, OldestTimeHeight);
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out ChainRecord chain)
    {
        var reader = new WireReader(bytes);
        var read = new ChainRecord
        {
            Height = reader.UInt64(1),
            TimeMs = reader.UInt64(2),
            BaseFee = reader.UInt64(3),
            Supply = ReadAmount(ref reader, 4),
            Burned = ReadAmount(ref reader, 5),
            Bonded = ReadAmount(ref reader, 6),
            Unbonding = ReadAmount(ref reader, 7),
            QueueHead = reader.UInt64(8),
            QueueTail = reader.UInt64(9),
            ListedValidators = reader.UInt64(10),
            OldestTimeHeight = reader.UInt64(11),
        };
        DecodeError error = reader.End();
        chain = error == DecodeError.None ? read : default;
        return error;
    }

    internal static Amount ReadAmount(ref WireReader reader, int field)
    {
        reader.Require(Amount.TryCreate(reader.UInt64(field), out Amount amount), DecodeError.Range);
        return amount;
    }
}
