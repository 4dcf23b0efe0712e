using Chain.Primitives;

namespace Chain.Storage.Stores;

/// <summary>A height's record, read.</summary>
internal sealed record HeightRow(Hash256 RootBefore, HashedWrites Writes);
