namespace Chain.Storage.KeyValue;

/// <summary>Every table of every store, with the form of its keys and values. Integers in keys are big-endian, so that their order is the order of the keys.</summary>
public static class Schema
{
    /// <summary>Version of everything below; a store of another version is refused.</summary>
    public const uint Version = 2;

    /// <summary>Tables of the environment <c>state</c>.</summary>
    public static class State
    {
        /// <summary>SHA-256 of a state key (32) → value, each slice of the keys as of the height that the tip names for it.</summary>
        public static readonly Table Flat = new(0, "flat");

        /// <summary>Bit prefix (key form of BitPrefix) → the leaves of the bucket, 64 bytes each; slices as in <see cref="Flat"/>.</summary>
        public static readonly Table Tree = new(1, "tree");

        /// <summary>Height (8) → root before, and each key that the height changed with its values before and after.</summary>
        public static readonly Table Heights = new(2, "heights");

        /// <summary>Name → value: <c>genesis</c>, <c>tip</c> (height, root, and the height of each slice).</summary>
        public static readonly Table Meta = new(3, "meta");

        /// <summary>All of them, by index.</summary>
        public static IReadOnlyList<Table> All { get; } = [Flat, Tree, Heights, Meta];
    }

    /// <summary>Tables of the environment <c>history</c>.</summary>
    public static class History
    {
        /// <summary>Height (8) → block, canonical bytes.</summary>
        public static readonly Table Blocks = new(0, "blocks");

        /// <summary>Height (8) → the commit that decided it, canonical bytes.</summary>
        public static readonly Table Commits = new(1, "commits");

        /// <summary>Height (8), number of the group (4) → up to 64 receipts: for each its length (4) and its canonical bytes.</summary>
        public static readonly Table Receipts = new(2, "receipts");

        /// <summary>Height (8) → what the host keeps beside the block; its own affair.</summary>
        public static readonly Table Results = new(3, "results");

        /// <summary>Block id (32) → height (8).</summary>
        public static readonly Table BlockIds = new(4, "block-ids");

        /// <summary>Run (4), transaction id (32) → height (8), index in the block (4).</summary>
        public static readonly Table Transactions = new(5, "transactions");

        /// <summary>Run (4), sender (32), lane (1), sequence (8) → height (8), index in the block (4).</summary>
        public static readonly Table Slots = new(6, "slots");

        /// <summary>Run (4) → first height (8), last height (8): the blocks whose transactions the run of the two indexes holds.</summary>
        public static readonly Table Runs = new(7, "runs");

        /// <summary>Name → value: <c>genesis</c>, <c>range</c> (lowest and highest height), <c>next-run</c> (4).</summary>
        public static readonly Table Meta = new(8, "meta");

        /// <summary>Contract (32), height (8) → nothing: events of the contract are in that block.</summary>
        public static readonly Table EventBlocks = new(9, "event-blocks");

        /// <summary>Height (8) → the contracts that events of the block come from, 32 bytes each; no row when there are none.</summary>
        public static readonly Table EventContracts = new(10, "event-contracts");

        /// <summary>All of them, by index.</summary>
        public static IReadOnlyList<Table> All { get; } = [Blocks, Commits, Receipts, Results, BlockIds, Transactions, Slots, Runs, Meta, EventBlocks, EventContracts];
    }
}
