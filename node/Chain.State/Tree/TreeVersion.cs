namespace Chain.State.Tree;

/// <summary>A new version of the tree, and what a store must write to hold it.</summary>
public sealed record TreeVersion(StateTree Tree, TreeChanges Changes);
