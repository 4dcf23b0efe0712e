namespace Chain.Fuzz;

/// <summary>A target accepted what it should not have, or wrote it differently.</summary>
public sealed class BrokenPromiseException(string message) : Exception(message);
