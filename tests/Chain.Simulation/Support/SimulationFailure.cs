namespace Chain.Simulation;

/// <summary>A checker found that the run broke a rule. Ends the run; the one place that catches it reports the seed.</summary>
internal sealed class SimulationFailure(string rule, string message) : Exception($"{rule}: {message}")
{
    public string Rule { get; } = rule;
}
