namespace Chain.Storage.KeyValue;

/// <summary>A named table of a store. All of them stand in <see cref="Schema"/>.</summary>
/// <param name="Index">Place in the store's list of tables, from 0.</param>
/// <param name="Name">Name in the store.</param>
public sealed record Table(int Index, string Name);
