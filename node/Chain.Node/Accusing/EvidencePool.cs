using Chain.Execution;
using Chain.Node.Driving;
using Chain.Node.Executing;
using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Node.Accusing;

/// <summary>Evidence that is not in a block yet: one piece for each accused, since one is enough, and so at most as many as there are validators.</summary>
internal sealed class EvidencePool(DriverContext context, ChainRules rules)
{
    private const int PiecesMax = 256;

    private readonly SortedDictionary<Address, Evidence> _byAccused = [];

    public int Count => _byAccused.Count;

    /// <summary>Takes evidence that the next block may carry; says why not otherwise.</summary>
    public EvidenceVerdict Add(Evidence evidence, ChainTip tip, IStateReader state)
    {
        if (_byAccused.ContainsKey(evidence.Accused) || _byAccused.Count >= PiecesMax)
            return EvidenceVerdict.Known;
        // Whoever has the height after ours open may have found it there. What is further ahead would hold the place of a fault that a block can punish now.
        if (evidence.Height > tip.NextHeight + 1)
            return EvidenceVerdict.Known;
        switch (EvidenceCheck.Check(evidence, Math.Max(tip.NextHeight, evidence.Height), Math.Max(context.NowMs, tip.Parent.TimeMs + 1), rules, state))
        {
            case BlockRefusal.None:
                _byAccused.Add(evidence.Accused, evidence);
                return EvidenceVerdict.Added;
            // Only a wrong signature is provably bad: what else is wrong may be a matter of who is how far.
            case BlockRefusal.EvidenceSignatureWrong:
                return EvidenceVerdict.Bad;
            default:
                return EvidenceVerdict.Known;
        }
    }

    /// <summary>What the next block may carry.</summary>
    public IReadOnlyList<Evidence> Select(ulong height, ulong timeMs, IStateReader state) =>
        [.. _byAccused.Values
            .Where(evidence => EvidenceCheck.Check(evidence, height, timeMs, rules, state) == BlockRefusal.None)
            .Take(ProtocolLimits.BlockEvidenceMax)];

    /// <summary>All pieces, for a new peer.</summary>
    public IReadOnlyCollection<Evidence> All => _byAccused.Values;

    /// <summary>Drops what the executed block carried, and what can no longer be carried.</summary>
    public void OnBlock(ChainTip tip, IStateReader state)
    {
        foreach (Evidence evidence in _byAccused.Values.ToArray())
        {
            bool isUseful = evidence.Height > tip.NextHeight
                || EvidenceCheck.Check(evidence, tip.NextHeight, tip.Parent.TimeMs + 1, rules, state) == BlockRefusal.None;
            if (!isUseful)
                _byAccused.Remove(evidence.Accused);
        }
    }
}
