using Chain.Contracts;
using Chain.Primitives;
using Chain.State;

namespace Chain.Dapp.Testing;

/// <summary>What watches the contracts of all test files: sources, gas, coverage, and what they print.</summary>
internal sealed class TestTools
{
    private readonly Dictionary<Hash256, ContractCode> _codes = [];

    public TestTools(bool isCovering)
    {
        Coverage = isCovering ? new Coverage() : null;
        Runtime = new ContractRuntime(Options with { ConsoleSink = Print, Observe = Coverage is { } coverage ? (_, code) => coverage.Watch(code) : null });
        SilentRuntime = new ContractRuntime(Options);
    }

    /// <summary>How tools run contracts.</summary>
    public static ContractRuntimeOptions Options { get; } = new() { AllowConsole = true };

    /// <summary>The contracts' sources.</summary>
    public ContractFiles Files { get; } = new();

    /// <summary>The gas of their methods.</summary>
    public GasTable Gas { get; } = new();

    /// <summary>Which of their lines ran; null when nobody asked.</summary>
    public Coverage? Coverage { get; }

    /// <summary>What was printed since it was emptied.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Runs what counts: it is watched and may print.</summary>
    public ContractRuntime Runtime { get; }

    /// <summary>Runs what is only asked.</summary>
    public ContractRuntime SilentRuntime { get; }

    /// <summary>The code at an address; null when there is none.</summary>
    public ContractCode? CodeAt(IStateReader state, Address address) =>
        state.TryGetContract(address, out ContractRecord contract) ? CodeOf(state, contract.CodeHash) : null;

    /// <summary>A code that is or was a contract's.</summary>
    public ContractCode CodeOf(IStateReader state, Hash256 hash)
    {
        if (_codes.TryGetValue(hash, out ContractCode? known))
            return known;
        bool isStored = state.TryGetCode(hash, out CodeRecord record);
        Invariant.Holds(isStored, "the code of a contract is kept");
        ContractCode? code = ContractCompiler.Compile(record.Source, new ContractCompileOptions { AllowConsole = true }, out _);
        Invariant.Holds(code is not null, "what was deployed has been compiled");
        return _codes[hash] = code;
    }

    private void Print(ConsoleLine line) => Log.Add($"{line.ClassName}:{line.Line}  {line.Text}");
}
