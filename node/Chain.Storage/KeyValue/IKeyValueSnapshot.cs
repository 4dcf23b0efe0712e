namespace Chain.Storage.KeyValue;

/// <summary>A store as it was at one moment. Used by one thread at a time, and disposed soon: an old snapshot keeps the store from reusing room.</summary>
public interface IKeyValueSnapshot : IDisposable
{
    /// <summary>The value as a copy of its own; false when the key is absent.</summary>
    /// <exception cref="StorageFailure">The value is damaged, or the snapshot has expired.</exception>
    bool TryGet(Table table, ReadOnlySpan<byte> key, out byte[] value);

    /// <summary>The entries from <paramref name="from"/> (inclusive) up to <paramref name="to"/> (exclusive; empty: to the end), ascending, or descending with <paramref name="backward"/>.</summary>
    /// <remarks>Each step reads on from the key before, so the loop may take its time, within the snapshot's age.</remarks>
    /// <exception cref="StorageFailure">A value is damaged, or the snapshot has expired.</exception>
    IEnumerable<KeyValuePair<byte[], byte[]>> Range(Table table, ReadOnlyMemory<byte> from, ReadOnlyMemory<byte> to, bool backward = false);

    /// <summary>The entries whose keys begin with <paramref name="prefix"/>.</summary>
    IEnumerable<KeyValuePair<byte[], byte[]>> Prefix(Table table, ReadOnlyMemory<byte> prefix, bool backward = false) =>
        Range(table, prefix, KeyRange.EndOfPrefix(prefix.Span), backward);

    /// <summary>How many entries a table has.</summary>
    long Count(Table table);
}
