using System.Reflection;
using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Execution;

namespace Chain.Script.Tests.Language;

/// <summary>
/// Small programs and their completion values, as text, from the files beside this one: <c># what is shown</c>, the source, <c>=&gt; the value</c>. All but the cases about when
/// keys are converted give the same in Node.js.
/// </summary>
public sealed class LanguageTests
{
    private static readonly Dictionary<string, (string Source, string Expected)> Cases = Read();

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_gives_its_value(string name)
    {
        var (source, expected) = Cases[name];
        Assert.Equal(expected, Evaluate(source));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_compiles_to_verified_code(string name)
    {
        var result = ScriptCompiler.Compile(Cases[name].Source);
        Assert.True(result.IsOk, result.Error?.ToString());
        Assert.Null(UnitVerifier.Verify(result.Unit));
    }

    private static string Evaluate(string source)
    {
        var compiled = ScriptCompiler.Compile(source);
        Assert.True(compiled.IsOk, compiled.Error?.ToString());
        var machine = new Machine(new MachineOptions { GasLimit = 10_000_000 });
        var result = machine.Run(compiled.Unit);
        Assert.True(result.IsCompleted, $"{result.Status} {result.Error} {result.Fault}");
        return Conversions.ToString(machine, result.Value).Flat(machine.Meter);
    }

    private static Dictionary<string, (string Source, string Expected)> Read()
    {
        var cases = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("language/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            string area = resource["language/".Length..^".txt".Length], name = "";
            var source = new List<string>();
            while (reader.ReadLine() is { } line)
            {
                if (line.StartsWith("# ", StringComparison.Ordinal))
                {
                    name = line[2..];
                    source.Clear();
                }
                else if (line.StartsWith("=> ", StringComparison.Ordinal))
                {
                    cases.Add($"{area}: {name}", (string.Join('\n', source), line[3..]));
                }
                else
                {
                    source.Add(line);
                }
            }
        }

        return cases;
    }
}
