using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Types;

namespace Chain.Consensus;

/// <summary>
/// The byte form of inputs in the log: the height, then one field that is the kind. Reading verifies signatures again, so that the types
/// of stages keep their word also for what was read from a disk.
/// </summary>
public static class InputCodec
{
    private const int StartHeight = 2;
    private const int BlockBuilt = 3;
    private const int ProposalReceived = 4;
    private const int BlockJudged = 5;
    private const int VoteReceived = 6;
    private const int PolkaReceived = 7;
    private const int CommitReceived = 8;
    private const int TimeoutElapsed = 9;
    private const int OwnVoteSigned = 10;
    private const int OwnProposalSigned = 11;

    /// <summary>Bytes of the largest encoded input: a polka certificate of the largest set.</summary>
    public const int BytesMax = PolkaCertificate.BytesMax + 64;

    /// <summary>The bytes of an input that <see cref="Effect.Persist"/> names.</summary>
    public static byte[] Encode(Input input) => input switch
    {
        Input.StartHeight start => Encode(start.Height, StartHeight, static _ => { }),
        Input.BlockBuilt built => Encode(built.Header.Height, BlockBuilt, body => body.Bytes(1, built.Header.Encode())),
        Input.ProposalReceived received => Encode(received.Proposal.Proposal.Height, ProposalReceived, body =>
        {
            body.Bytes(1, received.Proposal.Proposal.Encode());
            body.UInt64(2, received.ReceivedAtMs);
        }),
        Input.BlockJudged judged => Encode(judged.Header.Height, BlockJudged, body =>
        {
            body.Bytes(1, judged.Header.Encode());
            body.Bool(2, judged.IsValid);
        }),
        Input.VoteReceived received => Encode(received.Vote.Vote.Height, VoteReceived, body => body.Bytes(1, received.Vote.Vote.Encode())),
        Input.PolkaReceived received => Encode(received.Polka.Height, PolkaReceived, body => body.Bytes(1, received.Polka.ToCertificate().Encode())),
        Input.CommitReceived received => Encode(received.Commit.Commit.Height, CommitReceived, body => body.Bytes(1, received.Commit.Commit.Encode())),
        Input.TimeoutElapsed elapsed => Encode(elapsed.Height, TimeoutElapsed, body =>
        {
            body.UInt64(1, (ulong)elapsed.Kind);
            body.UInt64(2, elapsed.Round);
        }),
        Input.OwnVoteSigned signed => Encode(signed.Vote.Height, OwnVoteSigned, body => body.Bytes(1, signed.Vote.Encode())),
        Input.OwnProposalSigned signed => Encode(signed.Proposal.Height, OwnProposalSigned, body => body.Bytes(1, signed.Proposal.Encode())),
        _ => throw new InvariantException($"{input.GetType().Name} is not recorded"),
    };

    /// <summary>The height that an encoded input is about, by which its validator set is found; 0 for bytes that are none.</summary>
    public static ulong HeightOf(ReadOnlySpan<byte> bytes) => new WireReader(bytes).UInt64(1);

    /// <summary>
    /// Reads an input that was recorded. <see cref="DecodeError.Range"/> is also what a signature gets that does not belong to
    /// the set: the bytes were not written by this code, or for another chain.
    /// </summary>
    /// <param name="bytes">What <see cref="Encode(Input)"/> made.</param>
    /// <param name="validators">The validator set of the input's height.</param>
    /// <param name="genesisHash">The chain.</param>
    /// <param name="input">The input when the result is <see cref="DecodeError.None"/>.</param>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, ValidatorSet validators, Hash256 genesisHash, out Input? input)
    {
        input = null;
        if (bytes.Length > BytesMax)
            return DecodeError.Size;
        var reader = new WireReader(bytes);
        ulong height = reader.UInt64(1);
        int kind = 0;
        ReadOnlySpan<byte> body = default;
        for (int candidate = StartHeight; candidate <= OwnProposalSigned && kind == 0; candidate++)
        {
            if (reader.Message(candidate, BytesMax, out body))
                kind = candidate;
        }
        reader.Require(height is >= 1 and <= ProtocolLimits.HeightMax && kind != 0, DecodeError.Range);
        DecodeError error = reader.End();
        if (error != DecodeError.None)
            return error;
        error = TryDecodeBody(kind, height, body, validators, genesisHash, out Input? read);
        if (error != DecodeError.None)
            return error;
        // The height stands twice, outside and inside what is recorded, and a flag has more values than two: one spelling is accepted.
        if (read is null || !Encode(read).AsSpan().SequenceEqual(bytes))
            return DecodeError.Range;
        input = read;
        return DecodeError.None;
    }

    private static DecodeError TryDecodeBody(int kind, ulong height, ReadOnlySpan<byte> body, ValidatorSet validators, Hash256 genesisHash, out Input? input)
    {
        input = null;
        var reader = new WireReader(body);
        ReadOnlySpan<byte> item = kind is StartHeight or TimeoutElapsed ? default : reader.Bytes(1, BytesMax);
        uint timeoutKind = kind == TimeoutElapsed ? reader.UInt32(1, (uint)TimeoutKind.Precommit) : 0;
        uint round = kind == TimeoutElapsed ? reader.UInt32(2, ProtocolLimits.RoundMax) : 0;
        ulong second = kind is ProposalReceived or BlockJudged ? reader.UInt64(2) : 0;
        DecodeError error = reader.End();
        if (error != DecodeError.None)
            return error;
        switch (kind)
        {
            case StartHeight:
                input = new Input.StartHeight(height, validators);
                break;
            case TimeoutElapsed:
                input = timeoutKind == 0 ? null : new Input.TimeoutElapsed((TimeoutKind)timeoutKind, height, round);
                break;
            case BlockBuilt or BlockJudged:
                error = Header.TryDecode(item, out Header? header);
                if (error == DecodeError.None)
                    input = kind == BlockBuilt ? new Input.BlockBuilt(header!.Round, header) : new Input.BlockJudged(header!, second == 1);
                break;
            case ProposalReceived or OwnProposalSigned:
                error = Proposal.TryDecode(item, out Proposal? proposal);
                if (error == DecodeError.None)
                    input = OfProposal(kind, proposal!, second, validators, genesisHash);
                break;
            case VoteReceived or OwnVoteSigned:
                error = Vote.TryDecode(item, out Vote? vote);
                if (error == DecodeError.None && VerifiedVote.Verify(vote!, validators, genesisHash) is { } verified)
                    input = kind == OwnVoteSigned ? new Input.OwnVoteSigned(vote!) : new Input.VoteReceived(verified);
                break;
            case PolkaReceived:
                error = PolkaCertificate.TryDecode(item, out PolkaCertificate? certificate);
                if (error == DecodeError.None && VerifiedPolka.Verify(certificate!, validators, genesisHash) is { } polka)
                    input = new Input.PolkaReceived(polka);
                break;
            default:
                error = Commit.TryDecode(item, out Commit? commit);
                if (error == DecodeError.None && VerifiedCommit.Verify(commit!, validators, genesisHash, out _) is { } verifiedCommit)
                    input = new Input.CommitReceived(verifiedCommit);
                break;
        }
        return error;
    }

    private static Input? OfProposal(int kind, Proposal proposal, ulong receivedAtMs, ValidatorSet validators, Hash256 genesisHash)
    {
        if (VerifiedProposal.Verify(proposal, validators, genesisHash) is not { } verified)
            return null;
        return kind == OwnProposalSigned ? new Input.OwnProposalSigned(proposal) : new Input.ProposalReceived(verified, receivedAtMs);
    }

    private static byte[] Encode(ulong height, int kind, Action<WireWriter> write)
    {
        var body = new WireWriter(512);
        write(body);
        var writer = new WireWriter(body.Written.Length + 32);
        writer.UInt64(1, height);
        writer.Item(kind, body.Written);
        return writer.ToArray();
    }
}
