using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>What is true of the simulated chain for everyone: the validator sets by height, and which blocks are valid. Execution is a hash.</summary>
internal sealed class ChainTruth
{
    private readonly List<ValidatorSet> _sets = [];
    private readonly Knobs _knobs;
    private readonly Rng _rng;

    public ChainTruth(Knobs knobs, Rng rng)
    {
        _knobs = knobs;
        _rng = rng;
        _sets.Add(ValidatorSet.TryCreate(Members(knobs.Powers)) ?? throw new InvariantException("the drawn validators form a set"));
    }

    /// <summary>Changes come every few heights, and never let the byzantine have a third.</summary>
    public ValidatorSet SetAt(ulong height)
    {
        while ((ulong)_sets.Count < height)
            _sets.Add(_sets[^1].Next(_knobs.SetsChange && _rng.Below(4) == 0 ? Changed() : null));
        return _sets[(int)height - 1];
    }

    public Header MakeHeader(ulong height, uint round, ulong timeMs, Header? parent, int content, bool isValid) => new()
    {
        Height = height,
        Round = round,
        TimeMs = timeMs,
        ParentId = ParentId(parent),
        TransactionsRoot = Hashing.Sha256(BitConverter.GetBytes(content)),
        EvidenceRoot = default,
        LastCommitHash = default,
        Proposer = SetAt(height).Proposer(round).Operator,
        BaseFee = 1_000,
        ValidatorsHash = SetAt(height).Hash,
        NextValidatorsHash = SetAt(height + 1).Hash,
        StateRoot = isValid ? Root(ParentId(parent)) : Crypto.Genesis,
        ReceiptsRoot = default,
    };

    public bool IsValid(Header header, Header? parent) =>
        header.Height == (parent?.Height ?? 0) + 1
        && header.ParentId == ParentId(parent)
        && header.TimeMs > (parent?.TimeMs ?? 0)
        && header.Proposer == SetAt(header.Height).Proposer(header.Round).Operator
        && header.ValidatorsHash == SetAt(header.Height).Hash
        && header.NextValidatorsHash == SetAt(header.Height + 1).Hash
        && header.StateRoot == Root(header.ParentId);

    private static Hash256 ParentId(Header? parent) => parent?.ComputeId().Value ?? Crypto.Genesis;

    private static Hash256 Root(Hash256 parentId) => Hashing.Sha256(parentId.Span);

    private static IEnumerable<Validator> Members(ulong[] powers) =>
        powers.Select(static (power, key) => new Validator(Crypto.Address(key), Crypto.PublicKey(key), power));

    private Validator[]? Changed()
    {
        ulong[] powers = [.. _knobs.Powers];
        for (int i = 0; i < powers.Length; i++)
            powers[i] = Math.Max(1, powers[i] + (ulong)_rng.Below(3) - (ulong)Math.Min(1, powers[i] - 1));
        ulong total = 0;
        ulong byzantine = 0;
        for (int i = 0; i < powers.Length; i++)
        {
            total += powers[i];
            byzantine += _knobs.Byzantine.ContainsKey(i) ? powers[i] : 0;
        }
        return byzantine * 3 >= total ? null : [.. Members(powers)];
    }
}
