namespace Chain.State;

/// <summary>The state before genesis: every key is absent.</summary>
public sealed class EmptyState : IStateReader
{
    private EmptyState()
    {
    }

    /// <summary>The one instance.</summary>
    public static EmptyState Instance { get; } = new();

    /// <inheritdoc/>
    public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value)
    {
        value = default;
        return false;
    }
}
