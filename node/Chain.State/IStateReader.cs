namespace Chain.State;

/// <summary>The state at one height, or such a state with writes laid over it: values by key.</summary>
/// <remarks>A key's value may be empty; that differs from the key being absent. What a reader returns stays valid and unchanged for as long as the caller keeps it.</remarks>
public interface IStateReader
{
    /// <summary>False when the key is absent.</summary>
    bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value);
}
