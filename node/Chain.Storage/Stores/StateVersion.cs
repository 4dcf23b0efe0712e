using Chain.Primitives;
using Chain.State.Tree;

namespace Chain.Storage.Stores;

/// <summary>The state after one height: what the height wrote over the one before, and the tree. Prepared by any thread, made durable later by <see cref="StateStore.Commit"/>.</summary>
public sealed class StateVersion
{
    internal StateVersion(ulong height, StateTree tree, HashedWrites writes, TreeChanges changes, Hash256 rootBefore, StateVersion? parent)
    {
        Height = height;
        Tree = tree;
        Writes = writes;
        Changes = changes;
        RootBefore = rootBefore;
        Parent = parent;
    }

    /// <summary>The height.</summary>
    public ulong Height { get; }

    /// <summary>Root of the state after it.</summary>
    public Hash256 Root => Tree.Root;

    /// <summary>The tree after it.</summary>
    public StateTree Tree { get; }

    /// <summary>How many keys it changed.</summary>
    public int ChangedKeys => Writes.Count;

    internal HashedWrites Writes { get; }

    internal TreeChanges Changes { get; }

    internal Hash256 RootBefore { get; }

    /// <summary>The version below, while that one is not committed.</summary>
    internal StateVersion? Parent { get; private set; }

    internal void ForgetParent() => Parent = null;
}
