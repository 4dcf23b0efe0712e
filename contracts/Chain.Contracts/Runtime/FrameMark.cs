namespace Chain.Contracts;

/// <summary>How far everything was that a frame's failure undoes.</summary>
internal readonly record struct FrameMark(int Journal, int Events, int EventBytes, int Moves, long Refunded);
