namespace Chain.Storage.KeyValue;

/// <summary>The life of one snapshot: reading happens inside <see cref="Enter"/>, ending is exclusive with it, and happens once.</summary>
internal sealed class SnapshotLease(SnapshotRegistry registry, string store, long? openedAt)
{
    private readonly Lock _gate = new();
    private Action? _release;
    private bool _ended;

    public long? OpenedAt { get; } = openedAt;

    /// <summary>What ends the snapshot in the store.</summary>
    public void OnEnd(Action release) => _release = release;

    /// <summary>Holds the snapshot alive until the scope is disposed.</summary>
    public Lock.Scope Enter()
    {
        Lock.Scope scope = _gate.EnterScope();
        if (!_ended && !registry.IsTooOld(OpenedAt))
            return scope;
        scope.Dispose();
        throw new StorageFailure(StorageFault.SnapshotExpired, store, "the snapshot was held too long, or its store was closed", "Ask again: the answer will be of a newer height");
    }

    /// <summary>Ends it, if nobody has.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            _release?.Invoke();
        }
        registry.Leave(this);
    }

    /// <summary>Runs an action that is allowed after the end too, but not at the same time as it.</summary>
    public void Exclusive(Action action)
    {
        lock (_gate)
            action();
    }
}
