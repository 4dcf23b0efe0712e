using Chain.Dapp.Kit;
using Chain.Script.Ast;
using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Dapp.Testing;

/// <summary>
/// The module 'chain/test' for one machine. It is JavaScript (contracts/kit/testing.js), marked as the engine's own so that errors are placed in the test
/// file, and reaches the chain through two functions that only it can import.
/// </summary>
internal sealed class TestModules(TestHost host) : IHostModules
{
    private const string PublicName = "chain/test";
    private const string HostName = "chain/test/host";
    private const int ShownUnitsMax = 400;

    private static readonly string[] Internal = ["testNames", "runTest", "testConsole"];
    private static readonly Lazy<ScriptUnit> Unit = new(Compile);

    private bool _isLoading;

    /// <summary>Runs the module's source; to be called once, before the test file runs.</summary>
    public void Load(Machine machine)
    {
        _isLoading = true;
        RunResult loaded = machine.Run(Unit.Value);
        _isLoading = false;
        if (!loaded.IsCompleted)
            throw new InvalidOperationException($"contracts/kit/testing.js: {loaded.Status} {loaded.Error}");
    }

    /// <inheritdoc/>
    public bool Has(string specifier) => specifier == PublicName || (_isLoading && specifier == HostName);

    /// <inheritdoc/>
    public bool TryGetExport(Machine machine, string specifier, string name, out Value value)
    {
        if (specifier == PublicName && !_isLoading && !Internal.Contains(name, StringComparer.Ordinal))
            return machine.TryGetExport(Unit.Value, name, out value);
        value = name switch
        {
            "ask" => Value.Of(machine.NewFunction("ask", 2, Ask)),
            "show" => Value.Of(machine.NewFunction("show", 1, Show)),
            _ => Value.Undefined,
        };
        return _isLoading && specifier == HostName && !value.IsUndefined;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ExportNames(string specifier) =>
        specifier == PublicName
            ? [.. Unit.Value.Exports.Select(export => export.Name).Where(name => !Internal.Contains(name, StringComparer.Ordinal)).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>One of the two functions that the module keeps for the runner.</summary>
    public static Value Function(Machine machine, string name) =>
        machine.TryGetExport(Unit.Value, name, out Value value) ? value : throw new InvalidOperationException($"contracts/kit/testing.js exports no '{name}'.");

    private Value Ask(Machine machine, in Arguments arguments) =>
        Value.String(host.Answer(arguments[0].AsString.ToString(), arguments[1].AsString.ToString()));

    private static Value Show(Machine machine, in Arguments arguments) => Value.String(ValueText.Of(arguments[0], ShownUnitsMax));

    private static ScriptUnit Compile()
    {
        CompileResult compiled = ScriptCompiler.Compile(KitFile.Read("testing.js"), new CompileOptions { Goal = SourceGoal.Module, Name = PublicName, SelfHosted = true });
        return compiled.Unit ?? throw new InvalidOperationException($"contracts/kit/testing.js: {compiled.Error}");
    }
}
