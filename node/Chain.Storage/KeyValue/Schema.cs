namespace Chain.Storage.KeyValue;

/// <summary>Every table of every store, with the form of its keys and values. Integers in keys are big-endian, so that their order is the order of the keys.</summary>
public static class Schema
{
    /// <summary>Version of everything below; a store of another version is refused.</summary>
    public const uint Version = 1;

    /// <summary>Tables of the environment <c>state</c>.</summary>
    public static class State
    {
        /// <summary>State key → value, the newest version.</summary>
        public static readonly Table Flat = new(0, "flat");

        /// <summary>Bit prefix (key form of BitPrefix) → the leaves of the bucket, 64 bytes each.</summary>
        public static readonly Table Tree = new(1, "tree");

        /// <summary>Height (8) → root before, and each key changed at that height with its value before.</summary>
        public static readonly Table Undo = new(2, "undo");

        /// <summary>Name → value: <c>format</c>, <c>genesis</c>, <c>tip</c> (height and root).</summary>
        public static readonly Table Meta = new(3, "meta");

        /// <summary>All of them, by index.</summary>
        public static IReadOnlyList<Table> All { get; } = [Flat, Tree, Undo, Meta];
    }

    /// <summary>Tables of the environment <c>history</c>.</summary>
    public static class History
    {
        /// <summary>Height (8) → block, canonical bytes.</summary>
        public static readonly Table Blocks = new(0, "blocks");

        /// <summary>Height (8) → the commit that decided it, canonical bytes.</summary>
        public static readonly Table Commits = new(1, "commits");

        /// <summary>Height (8) → all receipts of the block: a list of offsets, then the canonical bytes of each.</summary>
        public static readonly Table Receipts = new(2, "receipts");

        /// <summary>Block id (32) → height (8).</summary>
        public static readonly Table BlockIds = new(3, "block-ids");

        /// <summary>Transaction id (32) → height (8), index in the block (4).</summary>
        public static readonly Table Transactions = new(4, "transactions");

        /// <summary>Sender (32), lane (1), sequence (8) → transaction id (32).</summary>
        public static readonly Table Slots = new(5, "slots");

        /// <summary>Name → value: <c>format</c>, <c>genesis</c>, <c>range</c> (lowest and highest height), <c>indexed</c> (height up to which the indexes are merged).</summary>
        public static readonly Table Meta = new(6, "meta");

        /// <summary>All of them, by index.</summary>
        public static IReadOnlyList<Table> All { get; } = [Blocks, Commits, Receipts, BlockIds, Transactions, Slots, Meta];
    }
}
