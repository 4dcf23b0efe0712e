namespace Chain.Node.Seams;

/// <summary>Names a timer: two timers with equal keys are the same timer.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Height">The height it belongs to, 0 when to none.</param>
/// <param name="Round">The round it belongs to, or another number that tells timers of a kind apart.</param>
public readonly record struct TimerKey(TimerKind Kind, ulong Height = 0, uint Round = 0);
