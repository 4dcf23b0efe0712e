using Chain.Storage.Stores;

namespace Chain.Storage.Tests.Stores;

/// <summary>A commit writes one or two of the sixteen slices.</summary>
public sealed class SlicedStateStoreTests() : StateStoreContract(4000, new StateStoreOptions { SlicedFromKeys = 500, SlicesPerCommit = 2 });
