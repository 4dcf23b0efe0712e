namespace Chain.Storage.Stores;

/// <summary>The value of a key before and after a height; null where it is absent.</summary>
internal readonly record struct HashedWrite(ReadOnlyMemory<byte>? Old, ReadOnlyMemory<byte>? New);
