using Chain.Storage.Stores;

namespace Chain.Storage.Tests.Stores;

/// <summary>Every commit writes everything.</summary>
public sealed class StateStoreTests() : StateStoreContract(200, new StateStoreOptions());
