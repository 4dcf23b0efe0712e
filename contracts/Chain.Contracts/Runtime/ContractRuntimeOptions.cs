using Chain.Primitives;
using Chain.Script.Hosting;

namespace Chain.Contracts;

/// <summary>How a <see cref="ContractRuntime"/> works; nothing of it changes results, but for tools that allow <c>console</c>.</summary>
public sealed record ContractRuntimeOptions
{
    /// <summary>Bytes of compiled code that are kept.</summary>
    public long CacheBytesMax { get; init; } = 128L * 1024 * 1024;

    /// <summary>Where compiled code outlives the process; null for nowhere. Not for tools that allow <c>console</c>, whose code a network would refuse.</summary>
    public ICompiledCodeStore? CompiledCode { get; init; }

    /// <summary>Whether contracts may name <c>console</c>: for tools, never on a network.</summary>
    public bool AllowConsole { get; init; }

    /// <summary>Where <c>console.log</c> writes.</summary>
    public Action<ConsoleLine>? ConsoleSink { get; init; }

    /// <summary>Who watches a contract's run; for tools.</summary>
    public Func<Address, ContractCode, IObserver?>? Observe { get; init; }
}
