namespace Chain.Simulation;

/// <summary>Ends a node in the middle of what it does, as a power cut would. Caught by the one place that runs it.</summary>
internal sealed class PowerCut : Exception;
