using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Types;
using Google.Protobuf;
using LightHeader = Chain.Protocol.V1.LightHeader;

namespace Chain.Client.Light;

/// <summary>The newest point of a chain that was verified from its genesis: a height, its block, and the validators of the height after it. Immutable.</summary>
/// <remarks>
/// <para><b>What is trusted:</b> the genesis document, and that of each height's validators less than one third of the power ever signs against
/// the protocol's rules. Nothing else: not the node, not the network, not a clock.</para>
/// <para><b>Rule.</b> The trusted point names the validator set of the next height. A run of headers is accepted when each names the one
/// before it as its parent and the set that the one before it announced; when every header after which the <em>members</em> of the set
/// change carries a commit by more than two thirds of its own set; and when the last one does. Headers between need no commit:
/// the hash of the committed header covers its ancestors, and as long as the members stay, the priorities of the next set follow by
/// computation. So no header is skipped, and each set is vouched for by the one before it. What a run shows before its commit is checked is provisional
/// and never becomes part of the result.</para>
/// <para><b>Limit.</b> Validators that left long ago, and keep their keys, could sign a second history from the height where they had power (a
/// long-range attack). A chain file that is used now and then starts behind that height; a first start from genesis wants a node that one has a reason to believe.</para>
/// </remarks>
public sealed class TrustedChain
{
    private const uint FormVersion = 1;
    private const int SetBytesMax = (ProtocolLimits.ValidatorsMax * 130) + 16;

    private TrustedChain(Hash256 genesisHash, ulong height, Hash256 blockId, ulong timeMs, ValidatorSet nextValidators)
    {
        GenesisHash = genesisHash;
        Height = height;
        BlockId = blockId;
        TimeMs = timeMs;
        NextValidators = nextValidators;
    }

    /// <summary>The chain.</summary>
    public Hash256 GenesisHash { get; }

    /// <summary>The verified height; 0 is genesis.</summary>
    public ulong Height { get; }

    /// <summary>Its block's id; the genesis hash at height 0.</summary>
    public Hash256 BlockId { get; }

    /// <summary>Its block's time; genesis time at height 0.</summary>
    public ulong TimeMs { get; }

    /// <summary>The validators that decide the height after it.</summary>
    public ValidatorSet NextValidators { get; }

    /// <summary>The beginning: what the genesis document says.</summary>
    public static TrustedChain FromGenesis(GenesisDocument genesis) =>
        new(genesis.Hash, 0, genesis.Hash, genesis.TimeMs, genesis.FirstValidators());

    /// <summary>Checks a run of headers that begins at <see cref="Height"/> + 1. <paramref name="advanced"/> is set when the answer is <see cref="HeaderCheck.Valid"/>.</summary>
    public HeaderCheck TryAdvance(IReadOnlyList<LightHeader> headers, out TrustedChain? advanced)
    {
        advanced = null;
        if (headers.Count == 0)
            return HeaderCheck.Empty;
        TrustedChain point = this;
        for (int i = 0; i < headers.Count; i++)
        {
            HeaderCheck check = point.Follow(headers[i], mustCommit: i == headers.Count - 1, out TrustedChain? next);
            if (check != HeaderCheck.Valid)
                return check;
            point = next!;
        }
        advanced = point;
        return HeaderCheck.Valid;
    }

    /// <summary>Checks that a header of the next height is decided, without advancing: its set is the announced one and its commit has more than two thirds.</summary>
    public HeaderCheck CheckNext(Header header, Commit commit)
    {
        if (header.Height != Height + 1 || header.ParentId != BlockId)
            return HeaderCheck.NotNext;
        return header.ValidatorsHash == NextValidators.Hash ? CheckCommit(header, commit) : HeaderCheck.WrongValidators;
    }

    /// <summary>The bytes for a file.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter(512);
        writer.UInt64(1, FormVersion);
        writer.Hash(2, GenesisHash);
        writer.UInt64(3, Height);
        writer.Hash(4, BlockId);
        writer.UInt64(5, TimeMs);
        writer.Bytes(6, NextValidators.Encode());
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="Encode"/> wrote; null for anything else.</summary>
    public static TrustedChain? TryDecode(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        reader.Require(reader.UInt32(1) == FormVersion, DecodeError.Unsupported);
        Hash256 genesisHash = reader.Hash(2);
        ulong height = reader.UInt64(3);
        Hash256 blockId = reader.Hash(4);
        ulong timeMs = reader.UInt64(5);
        ReadOnlySpan<byte> setBytes = reader.Bytes(6, SetBytesMax);
        if (reader.End() != DecodeError.None || ValidatorSet.TryDecode(setBytes, out ValidatorSet? set) != DecodeError.None)
            return null;
        return new TrustedChain(genesisHash, height, blockId, timeMs, set!);
    }

    private HeaderCheck Follow(LightHeader entry, bool mustCommit, out TrustedChain? next)
    {
        next = null;
        if (Header.TryDecode(entry.Header.Span, out Header? header) != DecodeError.None)
            return HeaderCheck.Undecodable;
        if (header!.Height != Height + 1 || header.ParentId != BlockId)
            return HeaderCheck.NotNext;
        if (header.ValidatorsHash != NextValidators.Hash)
            return HeaderCheck.WrongValidators;
        HeaderCheck check = NextSet(header, entry.NextValidatorSet, out ValidatorSet set, out bool isChanged);
        if (check != HeaderCheck.Valid)
            return check;
        if (isChanged || mustCommit)
            check = CheckCommit(header, entry.Commit);
        if (check == HeaderCheck.Valid)
            next = new TrustedChain(GenesisHash, header.Height, header.ComputeId().Value, header.TimeMs, set);
        return check;
    }

    private HeaderCheck NextSet(Header header, ByteString sent, out ValidatorSet set, out bool isChanged)
    {
        set = NextValidators.Next();
        isChanged = set.Hash != header.NextValidatorsHash;
        if (!isChanged)
            return HeaderCheck.Valid;
        if (sent.IsEmpty || ValidatorSet.TryDecode(sent.Span, out ValidatorSet? announced) != DecodeError.None)
            return HeaderCheck.WrongNextValidators;
        set = announced!;
        return set.Hash == header.NextValidatorsHash ? HeaderCheck.Valid : HeaderCheck.WrongNextValidators;
    }

    private HeaderCheck CheckCommit(Header header, ByteString sent)
    {
        if (sent.IsEmpty)
            return HeaderCheck.CommitMissing;
        return Commit.TryDecode(sent.Span, out Commit? commit) == DecodeError.None ? CheckCommit(header, commit!) : HeaderCheck.Undecodable;
    }

    private HeaderCheck CheckCommit(Header header, Commit commit)
    {
        if (commit.Height != header.Height || commit.BlockId != header.ComputeId())
            return HeaderCheck.CommitWrong;
        return commit.Verify(NextValidators, GenesisHash) == CommitCheck.Valid ? HeaderCheck.Valid : HeaderCheck.CommitWrong;
    }
}
