namespace Chain.Node;

/// <summary>The network decided what this node finds invalid: its software and theirs differ. The node stops, and keeps what it knows for whoever looks into it.</summary>
public sealed class NodeHaltedException(string what, ReadOnlyMemory<byte> commit, ReadOnlyMemory<byte> block) : Exception(what)
{
    /// <summary>The commit, canonical bytes.</summary>
    public ReadOnlyMemory<byte> Commit { get; } = commit;

    /// <summary>The block, canonical bytes; empty when it is not here.</summary>
    public ReadOnlyMemory<byte> Block { get; } = block;
}
