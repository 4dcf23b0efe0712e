using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>Real keys and real signatures. Each signature is made and verified once; the result of the verification is remembered.</summary>
internal sealed class Crypto
{
    public static readonly Hash256 Genesis = Hashing.Sha256("the simulated chain"u8);

    private static readonly PrivateKey[] Keys = [.. Enumerable.Range(0, 48).Select(MakeKey)];
    private static readonly PublicKey[] PublicKeys = [.. Keys.Select(key => key.GetPublicKey())];

    private readonly Dictionary<(int, Hash256), Signature> _signatures = [];
    private readonly Dictionary<(Hash256, Vote), VerifiedVote?> _votes = [];
    private readonly Dictionary<(Hash256, Hash256), VerifiedCommit?> _commits = [];
    private readonly Dictionary<(Hash256, BlockId, uint, int, Signature), VerifiedProposal?> _proposals = [];

    public static PrivateKey PrivateKey(int key) => Keys[key];

    public static PublicKey PublicKey(int key) => PublicKeys[key];

    public static Address Address(int key) => Primitives.Address.OfKey(PublicKeys[key]);

    public Signature Sign(int key, Hash256 digest)
    {
        if (!_signatures.TryGetValue((key, digest), out Signature signature))
            _signatures[(key, digest)] = signature = Keys[key].Sign(digest);
        return signature;
    }

    public VerifiedVote? Verify(Vote vote, ValidatorSet set)
    {
        if (!_votes.TryGetValue((set.Hash, vote), out VerifiedVote? verified))
            _votes[(set.Hash, vote)] = verified = VerifiedVote.Verify(vote, set, Genesis);
        return verified;
    }

    public VerifiedProposal? Verify(Proposal proposal, ValidatorSet set)
    {
        (Hash256, BlockId, uint, int, Signature) key = (set.Hash, proposal.BlockId, proposal.Round, proposal.ValidRound, proposal.Signature);
        if (!_proposals.TryGetValue(key, out VerifiedProposal? verified))
            _proposals[key] = verified = VerifiedProposal.Verify(proposal, set, Genesis);
        return verified;
    }

    public VerifiedCommit? Verify(Commit commit, ValidatorSet set)
    {
        if (!_commits.TryGetValue((set.Hash, commit.Hash), out VerifiedCommit? verified))
            _commits[(set.Hash, commit.Hash)] = verified = VerifiedCommit.Verify(commit, set, Genesis, out _);
        return verified;
    }

    public VerifiedPolka? Verify(PolkaCertificate certificate, ValidatorSet set)
    {
        var votes = new List<VerifiedVote>();
        foreach (Vote vote in certificate.Prevotes)
        {
            if (Verify(vote, set) is not { } verified)
                return null;
            votes.Add(verified);
        }
        return VerifiedPolka.TryCreate(votes, set);
    }

    private static PrivateKey MakeKey(int number) =>
        Primitives.Crypto.PrivateKey.TryCreate(Hashing.Sha256([(byte)number, 0x51, 0x6D]).Span, out PrivateKey? key)
            ? key
            : throw new InvariantException("a hash is a private key but once in 2^128");
}
