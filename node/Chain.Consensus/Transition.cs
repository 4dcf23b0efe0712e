namespace Chain.Consensus;

/// <summary>The state after an input, and what the driver has to do, in order. An input that changes nothing gives the same state and no effects.</summary>
public readonly record struct Transition(State State, IReadOnlyList<Effect> Effects);
