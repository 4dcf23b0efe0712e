using Chain.Primitives;
using Chain.Storage;

namespace Chain.Simulation;

/// <summary>What a run of whole nodes gave.</summary>
internal sealed record NodeResult(ulong Seed, SimulationFailure? Failure, ulong TraceHash, int Steps, ulong Height, int Transactions, int Evidence, long HealingMs)
{
    /// <summary>Contracts on the chain at the end, and how often they were called with success and without.</summary>
    public (int Contracts, int Successes, int Failures) Contracts { get; init; }
}

/// <summary>Runs seeds with whole nodes.</summary>
internal static class NodeRun
{
    public static NodeResult Run(ulong seed, TextWriter? output = null)
    {
        var world = new NodeWorld(seed, output);
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
            failure = new SimulationFailure("no invariant breaks", output is null ? broken.Message : broken.ToString());
        }
        catch (StorageFailure broken)
        {
            failure = new SimulationFailure("stores fit each other", output is null ? broken.Message : broken.ToString());
        }
        return new NodeResult(seed, failure, world.Trace.Hash, world.Steps, world.Nodes.Max(static node => node.Height), world.Watch.Transactions, world.Watch.Evidence, world.HealingMs)
        {
            Contracts = (world.Watch.Contracts, world.Watch.ContractSuccesses, world.Watch.ContractFailures),
        };
    }
}
