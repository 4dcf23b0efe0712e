namespace Chain.Storage.KeyValue;

/// <summary>Changes that a store applies all or not at all, in the order given. Not safe for two threads at once.</summary>
public sealed class WriteBatch
{
    private readonly List<Write> _writes;

    /// <summary>Starts empty; <paramref name="capacity"/> is a guess of the number of changes.</summary>
    public WriteBatch(int capacity = 16) => _writes = new List<Write>(capacity);

    /// <summary>How many changes there are.</summary>
    public int Count => _writes.Count;

    /// <summary>Sets a key. The memory is read at the commit and must not change until then.</summary>
    public void Put(Table table, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value) => _writes.Add(new Write(table, key, value, IsDelete: false));

    /// <summary>Removes a key; nothing happens when it is absent.</summary>
    public void Delete(Table table, ReadOnlyMemory<byte> key) => _writes.Add(new Write(table, key, default, IsDelete: true));

    internal ReadOnlySpan<Write> Writes => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_writes);

    internal readonly record struct Write(Table Table, ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value, bool IsDelete);
}
