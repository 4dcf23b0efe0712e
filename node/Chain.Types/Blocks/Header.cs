using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>A block's header (docs/spec/block.md). State and receipts roots are those after the <em>parent</em>: execution is deferred by one block.</summary>
public sealed record Header
{
    /// <summary>1, 2, 3 … without gaps; genesis is height 0.</summary>
    public required ulong Height { get; init; }

    /// <summary>The round in which the block was first proposed.</summary>
    public required uint Round { get; init; }

    /// <summary>The proposer's time, milliseconds since 1970 UTC; later than the parent's.</summary>
    public required ulong TimeMs { get; init; }

    /// <summary>The parent block's id; the genesis hash for height 1.</summary>
    public required Hash256 ParentId { get; init; }

    /// <summary>RFC 6962 root of the transaction ids, zero when there are none.</summary>
    public required Hash256 TransactionsRoot { get; init; }

    /// <summary>RFC 6962 root of the evidence ids, zero when there is none.</summary>
    public required Hash256 EvidenceRoot { get; init; }

    /// <summary>H("chain.commit", …) of the parent's commit that the block carries; zero at height 1.</summary>
    public required Hash256 LastCommitHash { get; init; }

    /// <summary>The operator address of the proposer in <see cref="Round"/>.</summary>
    public required Address Proposer { get; init; }

    /// <summary>Grains per 10⁶ gas that are burned.</summary>
    public required ulong BaseFee { get; init; }

    /// <summary>Hash of the validator set of this height.</summary>
    public required Hash256 ValidatorsHash { get; init; }

    /// <summary>Hash of the validator set of the next height.</summary>
    public required Hash256 NextValidatorsHash { get; init; }

    /// <summary>Root of the state after the parent.</summary>
    public required Hash256 StateRoot { get; init; }

    /// <summary>Root of the parent's receipts; zero when it has none.</summary>
    public required Hash256 ReceiptsRoot { get; init; }

    /// <summary>The block's id: the hash of the canonical bytes, computed anew at every call.</summary>
    public BlockId ComputeId() => new(Hashing.Tagged(DomainTag.Header, Encode()));

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter(400);
        writer.UInt64(1, ProtocolLimits.Version);
        writer.UInt64(2, Height);
        writer.UInt64(3, Round);
        writer.UInt64(4, TimeMs);
        writer.Hash(5, ParentId);
        writer.OptionalHash(6, TransactionsRoot);
        writer.OptionalHash(7, EvidenceRoot);
        writer.OptionalHash(8, LastCommitHash);
        writer.Address(9, Proposer);
        writer.UInt64(10, BaseFee);
        writer.Hash(11, ValidatorsHash);
        writer.Hash(12, NextValidatorsHash);
        writer.Hash(13, StateRoot);
        writer.OptionalHash(14, ReceiptsRoot);
        return writer.ToArray();
    }

    /// <summary>Reads the canonical bytes and nothing else.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out Header? header)
    {
        header = null;
        if (bytes.Length > ProtocolLimits.HeaderBytesMax)
            return DecodeError.Size;
        var reader = new WireReader(bytes);
        reader.Require(reader.UInt32(1) == ProtocolLimits.Version, DecodeError.Unsupported);
        var read = new Header
        {
            Height = reader.UInt64(2),
            Round = reader.UInt32(3, ProtocolLimits.RoundMax),
            TimeMs = reader.UInt64(4),
            ParentId = reader.Hash(5),
            TransactionsRoot = reader.OptionalHash(6),
            EvidenceRoot = reader.OptionalHash(7),
            LastCommitHash = reader.OptionalHash(8),
            Proposer = reader.Address(9),
            BaseFee = reader.UInt64(10),
            ValidatorsHash = reader.Hash(11),
            NextValidatorsHash = reader.Hash(12),
            StateRoot = reader.Hash(13),
            ReceiptsRoot = reader.OptionalHash(14),
        };
        reader.Require(read.Height is >= 1 and <= ProtocolLimits.HeightMax, DecodeError.Range);
        reader.Require(read.TimeMs <= ProtocolLimits.TimeMsMax && read.BaseFee <= ProtocolLimits.PriceMax, DecodeError.Range);
        DecodeError error = reader.End();
        if (error == DecodeError.None)
            header = read;
        return error;
    }
}
