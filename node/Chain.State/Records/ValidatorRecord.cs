using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.State;

/// <summary>A registered validator.</summary>
public readonly record struct ValidatorRecord
{
    /// <summary>The key that signs its votes.</summary>
    public required PublicKey ConsensusKey { get; init; }

    /// <summary>All that is bonded to it, by its operator and by others.</summary>
    public Amount Stake { get; init; }

    /// <summary>What is leaving it.</summary>
    public Amount Unbonding { get; init; }

    /// <summary>Its place on the list plus one; 0 when it has neither stake nor unbondings and is not on the list.</summary>
    public ulong PlacePlusOne { get; init; }

    /// <summary>The height of the block that holds evidence against it; 0 for none.</summary>
    public ulong AccusedHeight { get; init; }

    /// <summary>Whole bonded coins: what its vote weighs.</summary>
    public ulong Power => Stake.Grains / Amount.GrainsPerCoin;

    /// <summary>Writes the canonical bytes.</summary>
    public void Write(WireWriter writer)
    {
        writer.PublicKey(1, ConsensusKey);
        writer.UInt64(2, Stake.Grains);
        writer.UInt64(3, Unbonding.Grains);
        writer.UInt64(4, PlacePlusOne);
        writer.UInt64(5, AccusedHeight);
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out ValidatorRecord validator)
    {
        var reader = new WireReader(bytes);
        var read = new ValidatorRecord
        {
            ConsensusKey = reader.PublicKey(1),
            Stake = ChainRecord.ReadAmount(ref reader, 2),
            Unbonding = ChainRecord.ReadAmount(ref reader, 3),
            PlacePlusOne = reader.UInt64(4),
            AccusedHeight = reader.UInt64(5),
        };
        DecodeError error = reader.End();
        validator = error == DecodeError.None ? read : default;
        return error;
    }
}
