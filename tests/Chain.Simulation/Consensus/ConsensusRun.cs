using Chain.Primitives;

namespace Chain.Simulation;

/// <summary>What a run of one seed gave.</summary>
internal sealed record RunResult(ulong Seed, SimulationFailure? Failure, ulong TraceHash, int Steps, int Height, long HealingMs, IReadOnlyCollection<int> Accused);

/// <summary>Runs seeds at the level of consensus.</summary>
internal static class ConsensusRun
{
    public static RunResult Run(ulong seed, Mutation mutation = Mutation.None, bool isTwinsFork = false, TextWriter? output = null)
    {
        var world = new World(seed, mutation, isTwinsFork, output);
        SimulationFailure? failure = null;
        try
        {
            world.Run();
        }
        catch (SimulationFailure found)
        {
            failure = found;
        }
        catch (InvariantException broken)
        {
            failure = new SimulationFailure("no invariant breaks", broken.Message);
        }
        int height = world.Nodes.Max(node => node.Chain.Count);
        return new RunResult(seed, failure, world.Trace.Hash, world.Steps, height, world.HealingMs, world.Watch.AccusedKeys);
    }
}
