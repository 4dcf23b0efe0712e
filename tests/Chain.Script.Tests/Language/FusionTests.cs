using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Execution;
using Chain.Script.Hosting;

namespace Chain.Script.Tests.Language;

/// <summary>An observed run goes through canonical code, any other through fused instructions: nothing of a result may tell which.</summary>
public sealed class FusionTests
{
    /// <summary>Numbers, and values that are none, through every fused instruction.</summary>
    private const string Operands = """
        function id(v) { return v; }
        const log = [];
        const values = [0, -0, 1, 2.5, -3, NaN, Infinity, 4294967296, '', 'x', '7', null, undefined, true, 5n, [1], { valueOf() { return 4; } }, Symbol.iterator];
        const show = v => typeof v === 'symbol' ? 'symbol' : Object.is(v, -0) ? '-0' : typeof v + ':' + v;
        const all = [
            (a, b) => a < b ? 1 : 2, (a, b) => !(a < b) ? 1 : 2, (a, b) => a <= b ? 1 : 2, (a, b) => !(a <= b) ? 1 : 2, (a, b) => a > b ? 1 : 2, (a, b) => !(a > b) ? 1 : 2,
            (a, b) => a >= b ? 1 : 2, (a, b) => !(a >= b) ? 1 : 2, (a, b) => a === b ? 1 : 2, (a, b) => a !== b ? 1 : 2, a => a < 2 ? 1 : 2, (a, b) => a.y < b ? 1 : 2,
            a => { do { if (a === undefined || typeof a === 'symbol') return a; a++; } while (a < 3); return a; }, (a, b) => { do { if (b === undefined || typeof b === 'symbol') return b; b++; if (b !== b) return 'nan'; if (b > 9) return b; } while (b < a); return b; },
            a => { a++; return a; }, a => a + 3, a => a - 3, a => a * 3, (a, b) => a + b, (a, b) => a - b, (a, b) => a * b, (a, b) => a[b], (a, b) => [a, b].length, (a, b) => (a, b),
            (a, b) => +a + b, (a, b) => +a - b, (a, b) => +a * b, a => +a + 1, a => +a - 1, a => +a * 2, a => a & 6, a => +a & 3, a => a.length, (a, b) => { const c = a + b; return c; },
            function (a) { return this.length; }, (a, b) => log.at(a), (a, b) => { let c = b; if (c) return c; return a; }, (a, b) => { a.q = b; return a.q; }, a => id(a),
        ];
        for (const f of all) {
            for (const a of values) {
                for (const b of values) {
                    try { log.push(show(f.call(a, a, b))); } catch (e) { log.push(e.name + e.message); }
                }
            }
        }
        let sum = 0; for (const line of log) for (let i = 0; i < line.length; i++) sum = (sum * 31 + line.charCodeAt(i)) % 1000003;
        log.length + ' ' + sum
        """;

    public static TheoryData<string> Names => [.. LanguageCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_program_gives_the_same_in_canonical_code(string name) => Same(LanguageCases.All[name].Source);

    [Fact]
    public void Fused_instructions_treat_all_kinds_of_operands_as_canonical_ones_do() => Same(Operands);

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(54_321)]
    [InlineData(123_457)]
    public void Gas_ends_at_the_same_place_in_canonical_code(long gas) => Same(Operands, gas);

    [Fact]
    public void The_operands_program_holds_every_fused_instruction()
    {
        var found = new HashSet<int>();
        foreach (var function in Bytecode.Samples.FunctionsOf(Bytecode.Samples.Compile(Operands)))
        {
            int[] fused = Fusion.Of(function.Words);
            for (int word = 0; word < fused.Length; word += OpcodeInfo.Of((Opcode)function.Words[word]).Length)
                found.Add(fused[word]);
        }

        Assert.Equal(Enum.GetValues<FusedOpcode>(), Enum.GetValues<FusedOpcode>().Where(fused => found.Contains((int)fused)));
    }

    [Fact]
    public void Fusing_changes_first_words_only()
    {
        foreach (var function in Bytecode.Samples.FunctionsOf(Bytecode.Samples.Compile(Operands)))
        {
            int[] fused = Fusion.Of(function.Words);
            for (int word = 0; word < fused.Length; word += OpcodeInfo.Of((Opcode)function.Words[word]).Length)
            {
                for (int i = 1; i < OpcodeInfo.Of((Opcode)function.Words[word]).Length; i++)
                    Assert.Equal(function.Words[word + i], fused[word + i]);
            }
        }
    }

    private static void Same(string source, long gas = 100_000_000)
    {
        var compiled = ScriptCompiler.Compile(source);
        Assert.True(compiled.IsOk, compiled.Error?.ToString());
        string fused = Run(compiled.Unit, gas, null), canonical = Run(compiled.Unit, gas, new Nobody());
        Assert.Equal(canonical, fused);
    }

    private static string Run(ScriptUnit unit, long gas, IObserver? observer)
    {
        var machine = new Machine(new MachineOptions { GasLimit = gas, Observer = observer });
        var result = machine.Run(unit);
        string value = result.IsCompleted ? Conversions.ToString(machine, result.Value).Flat(machine.Meter) : "";
        return $"{result.Status} {value} {result.Error} {result.GasUsed} {result.MemoryUsed}";
    }

    private sealed class Nobody : IObserver
    {
        public void OnStatement(in FrameView frame)
        {
        }

        public void OnEnter(in FrameView frame)
        {
        }

        public void OnLeave(in FrameView frame)
        {
        }
    }
}
