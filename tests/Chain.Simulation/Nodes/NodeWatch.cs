using Chain.Network;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>The checkers for whole nodes.</summary>
internal sealed class NodeWatch(NodeWorld world)
{
    private readonly SortedDictionary<ulong, (BlockId Id, Hash256 Root, Hash256 Receipts)> _executed = [];
    private readonly Dictionary<TransactionId, ulong> _included = [];
    private readonly HashSet<TransactionSlot> _slots = [];

    public int Transactions => _included.Count;

    public int Evidence { get; private set; }

    /// <summary>A node told the world of an executed block. In every life of every correct node it is the same one at each height: what was acknowledged stays.</summary>
    public void Executed(SimDriver node, ExecutedBlock block)
    {
        world.Trace.Add(world.Clock.Now, $"n{node.Instance} executed {block.Height} {block.Block.Id}");
        if (!node.IsCorrect)
            return;
        (BlockId, Hash256, Hash256) what = (block.Block.Id, block.StateRoot, block.ReceiptsRoot);
        if (_executed.TryGetValue(block.Height, out (BlockId Id, Hash256 Root, Hash256 Receipts) other))
        {
            if (other != what)
                throw new SimulationFailure("one block and one result a height", $"node {node.Instance} executed {what} at height {block.Height}, another one {other}");
            return;
        }
        _executed[block.Height] = what;
        Include(block);
    }

    public void Disconnected(SimDriver node, int other, PeerDisconnectReason reason, bool ban)
    {
        world.Trace.Add(world.Clock.Now, $"n{node.Instance} disconnects n{other}: {reason} {ban}");
        if (node.IsCorrect && ban && world.Nodes[other].IsCorrect)
            throw new SimulationFailure("no correct peer is banned", $"node {node.Instance} bans node {other}: {reason}");
    }

    /// <summary>What a store holds, counted from scratch: coins, and the root.</summary>
    public void CheckStore(SimDriver node)
    {
        using Storage.Stores.StateSnapshot state = node.State!.OpenSnapshot(node.State.Newest);
        UInt128 balances = 0;
        UInt128 delegated = 0;
        foreach (Address holder in world.Ledger.Holders)
        {
            balances += state.Balance(holder).Grains;
            foreach (Address validator in world.Ledger.Operators)
                delegated += state.Delegation(validator, holder).Grains;
        }
        ChainRecord chain = state.ReadChain();
        UInt128 queued = 0;
        for (ulong number = chain.QueueHead; number < chain.QueueTail; number++)
            queued += state.QueuedUnbonding(number).Pending.Amount.Grains;
        UInt128 sum = balances + chain.Bonded.Grains + chain.Unbonding.Grains + chain.Burned.Grains;
        if (sum != world.Ledger.Genesis.Supply.Grains || chain.Bonded.Grains != delegated || chain.Unbonding.Grains != queued)
            throw new SimulationFailure("coins are conserved", $"node {node.Instance} at height {node.State.Height} has {sum} of {world.Ledger.Genesis.Supply.Grains}");
        if (node.State.RecomputeRoot() != node.State.Newest.Root)
            throw new SimulationFailure("the root is a full recomputation", $"node {node.Instance} at height {node.State.Height}");
        if (_executed.TryGetValue(node.State.Height, out (BlockId Id, Hash256 Root, Hash256 Receipts) told) && told.Root != node.State.Newest.Root)
            throw new SimulationFailure("the store holds what was told", $"node {node.Instance} at height {node.State.Height}");
    }

    private void Include(ExecutedBlock block)
    {
        foreach (Transaction transaction in block.Block.Transactions)
        {
            if (!_included.TryAdd(transaction.Id, block.Height) || !_slots.Add(transaction.Slot))
                throw new SimulationFailure("executed once", $"transaction {transaction.Id} at height {block.Height}");
            world.Ledger.Confirm(transaction);
        }
        foreach (Evidence evidence in block.Block.Evidence)
        {
            Evidence++;
            int key = world.Ledger.ValidatorOf(evidence.Accused);
            if (key != world.Knobs.Twin)
                throw new SimulationFailure("the accused are byzantine", $"the block of height {block.Height} accuses validator {key}");
        }
    }
}
