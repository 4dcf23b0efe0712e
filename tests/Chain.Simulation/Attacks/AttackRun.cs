using Chain.Contracts;
using Chain.Primitives;
using Chain.Script.Proof.Attacks;
using Chain.Storage.Stores;

namespace Chain.Simulation;

/// <summary>What attacking four validators gave.</summary>
internal sealed record AttackResult(SimulationFailure? Failure, int Transactions, int Contracts, int Views, ulong Height, IReadOnlyDictionary<string, string> Endings);

/// <summary>
/// Every attack script in the shapes that need a chain, on four whole validators: all execute every transaction, so an attack that kills the process
/// ends the run, and one that two nodes see differently breaks "one block and one result a height".
/// </summary>
internal static class AttackRun
{
    private const ulong ViewGas = 2_000_000;

    public static AttackResult Run(IReadOnlyList<AttackCase> cases, ulong strikeGas)
    {
        AttackLedger? ledger = null;
        var world = new NodeWorld(1, null, NodeKnobs.Calm, (knobs, rng) => ledger = new AttackLedger(knobs, rng, cases, strikeGas));
        SimulationFailure? failure = null;
        int views = 0;
        try
        {
            world.Run();
            views = CompareViews(world, ledger!);
        }
        catch (SimulationFailure found)
        {
            failure = found;
        }
        catch (InvariantException broken)
        {
            failure = new SimulationFailure("no invariant breaks", broken.ToString());
        }
        return new AttackResult(failure, ledger!.Judged, ledger.Deployed.Count, views, world.Nodes.Max(static node => node.Height), ledger.Endings);
    }

    // The view of each attack on two nodes, on a runtime that has compiled nothing and on one that has seen all others before.
    private static int CompareViews(NodeWorld world, AttackLedger ledger)
    {
        SimDriver first = world.Nodes[0];
        SimDriver second = world.Nodes[1];
        using StateSnapshot one = first.State!.OpenSnapshot(first.State.Newest);
        using StateSnapshot two = second.State!.OpenSnapshot(second.State.Newest);
        var warm = new ContractRuntime();
        foreach (Address contract in ledger.Deployed)
        {
            var context = new ContractContext(1, 1, ledger.Genesis.AddressPrefix, ledger.Genesis.Hash);
            var request = new ViewRequest { Sender = contract, Contract = contract, Gas = ViewGas, Method = "look" };
            ContractOutcome left = warm.View(one, context, request);
            ContractOutcome right = new ContractRuntime().View(two, context, request);
            if ((left.Status, left.Code, left.Message, left.GasUsed, left.Line) != (right.Status, right.Code, right.Message, right.GasUsed, right.Line))
                throw new SimulationFailure("views are the same everywhere", $"{contract}: {left.Status} {left.Code} {left.GasUsed} and {right.Status} {right.Code} {right.GasUsed}");
            if (left.Fault is not null || left.GasUsed > ViewGas || left.StateWrites > 0)
                throw new SimulationFailure("a view ends as views do", $"{contract}: {left.Status} {left.Code}, {left.StateWrites} writes, {left.Fault}");
        }
        return ledger.Deployed.Count;
    }
}
