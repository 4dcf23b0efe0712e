using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>Prevotes of more than two thirds of the power for one block (or nil) in one round, carried whole so that a dropped vote cannot hide them.</summary>
public sealed record PolkaCertificate(ulong Height, uint Round, BlockId BlockId, IReadOnlyList<Vote> Prevotes)
{
    /// <summary>Bytes of the largest certificate.</summary>
    public const int BytesMax = ProtocolLimits.ValidatorsMax * (ProtocolLimits.VoteBytesMax + 4);

    /// <summary>Verifies membership, agreement and every signature; null when any fails, a voter is there twice, or there is no quorum.</summary>
    public IReadOnlyList<VerifiedVote>? Verify(ValidatorSet validators, Hash256 genesisHash)
    {
        if (Prevotes.Count > validators.Members.Count)
            return null;
        var verified = new List<VerifiedVote>(Prevotes.Count);
        var seen = new bool[validators.Members.Count];
        ulong power = 0;
        foreach (Vote vote in Prevotes)
        {
            if (vote.Kind != VoteKind.Prevote || vote.Height != Height || vote.Round != Round || vote.BlockId != BlockId)
                return null;
            int index = validators.IndexOf(vote.Validator);
            if (index < 0 || seen[index])
                return null;
            VerifiedVote? checkedVote = VerifiedVote.Verify(vote, validators, genesisHash);
            if (checkedVote is null)
                return null;
            seen[index] = true;
            power += checkedVote.Power;
            verified.Add(checkedVote);
        }
        return validators.IsQuorum(power) ? verified : null;
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter(Prevotes.Count * 192);
        foreach (Vote vote in Prevotes)
            writer.Item(1, vote.Encode());
        return writer.ToArray();
    }

    /// <summary>Reads the canonical bytes and nothing else. Height, round and block are those of the first vote.</summary>
    public static DecodeError TryDecode(ReadOnlySpan<byte> bytes, out PolkaCertificate? certificate)
    {
        certificate = null;
        if (bytes.Length > BytesMax)
            return DecodeError.Size;
        var votes = new List<Vote>();
        var reader = new WireReader(bytes);
        while (reader.Item(1, ProtocolLimits.VoteBytesMax, out ReadOnlySpan<byte> item))
        {
            if (votes.Count == ProtocolLimits.ValidatorsMax)
                return DecodeError.Size;
            DecodeError voteError = Vote.TryDecode(item, out Vote? vote);
            if (voteError != DecodeError.None)
                return voteError;
            votes.Add(vote!);
        }
        DecodeError error = reader.End();
        if (error != DecodeError.None)
            return error;
        if (votes.Count == 0)
            return DecodeError.Missing;
        certificate = new PolkaCertificate(votes[0].Height, votes[0].Round, votes[0].BlockId, votes);
        return DecodeError.None;
    }
}
