namespace Chain.State;

/// <summary>One key that a block changed: <paramref name="NewValue"/> is null when the key was deleted, <paramref name="OldValue"/> when it did not exist before. The two always differ.</summary>
public readonly record struct StateWrite(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte>? NewValue, ReadOnlyMemory<byte>? OldValue);
