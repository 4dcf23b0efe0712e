using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>What a machine is made with.</summary>
public sealed record MachineOptions
{
    /// <summary>The gas that it may use in all.</summary>
    public required long GasLimit { get; init; }

    /// <summary>The logical bytes that it may make.</summary>
    public long MemoryLimit { get; init; } = ScriptLimits.MemoryBytesMax;

    /// <summary>Its intrinsics: <see cref="Realm.Shared"/> unless given.</summary>
    public Realm? Realm { get; init; }

    /// <summary>Global names of the host, seen before those of the realm.</summary>
    public IReadOnlyDictionary<string, Value>? Globals { get; init; }

    /// <summary>The modules that the host offers.</summary>
    public IHostModules? Modules { get; init; }

    /// <summary>What functions of a <see cref="HostRealm"/> find as <see cref="Machine.Host"/>.</summary>
    public object? Host { get; init; }

    /// <summary>Who watches; none in production.</summary>
    public IObserver? Observer { get; init; }
}
