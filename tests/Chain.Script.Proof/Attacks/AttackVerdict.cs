namespace Chain.Script.Proof.Attacks;

/// <summary>What an attack gave at its top level, and the rules that it broke.</summary>
public sealed record AttackVerdict(AttackCase Attack, CaseOutcome Outcome, IReadOnlyList<string> Broken);
