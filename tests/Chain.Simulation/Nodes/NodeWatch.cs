using Chain.Network;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.Primitives.Encoding;
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

    /// <summary>Contracts on the chain.</summary>
    public int Contracts { get; private set; }

    /// <summary>Calls of contracts that succeeded.</summary>
    public int ContractSuccesses { get; private set; }

    /// <summary>Those that failed.</summary>
    public int ContractFailures { get; private set; }

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
        var holders = new SortedSet<Address>(world.Ledger.Holders);
        for (ulong number = 0; number < state.ContractCount(); number++)
        {
            Address contract = state.ListedContract(number);
            if (!holders.Contains(contract))
                throw new SimulationFailure("contracts are those that were deployed", $"node {node.Instance} at height {node.State.Height} lists {contract}");
        }
        Contracts = Math.Max(Contracts, (int)state.ContractCount());
        foreach (Address holder in holders)
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
        for (int i = 0; i < block.Block.Transactions.Count; i++)
        {
            Transaction transaction = block.Block.Transactions[i];
            if (transaction.Body.Action.RunsContract)
                CountContract(block.Receipts[i]);
            if (!_included.TryAdd(transaction.Id, block.Height) || !_slots.Add(transaction.Slot))
                throw new SimulationFailure("executed once", $"transaction {transaction.Id} at height {block.Height}");
            world.Ledger.Confirm(transaction, block.Receipts[i]);
        }
        foreach (Evidence evidence in block.Block.Evidence)
        {
            Evidence++;
            int key = world.Ledger.ValidatorOf(evidence.Accused);
            if (key != world.Knobs.Twin)
                throw new SimulationFailure("the accused are byzantine", $"the block of height {block.Height} accuses validator {key}");
        }
    }

    private void CountContract(ReadOnlyMemory<byte> encoded)
    {
        DecodeError error = Receipt.TryDecode(encoded.Span, out Receipt? receipt);
        Invariant.Holds(error == DecodeError.None && receipt is not null, "a receipt decodes");
        if (receipt.Status == ReceiptStatus.InternalFault)
            throw new SimulationFailure("no contract meets a defect", $"transaction {receipt.TransactionId}");
        if (receipt.Status == ReceiptStatus.Success)
            ContractSuccesses++;
        else
            ContractFailures++;
    }
}
