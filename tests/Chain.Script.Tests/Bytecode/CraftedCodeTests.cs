using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Execution;

namespace Chain.Script.Tests.Bytecode;

/// <summary>
/// Code that the verifier accepts and no compiler wrote: every instruction with operands of every kind, internal ones among them, as a disk cache could hold it whose
/// checksum somebody made right. It may end as a fault of the engine; it must not leave the machine, pass its limits, or change what other machines share.
/// </summary>
public sealed class CraftedCodeTests
{
    private const long Gas = 200_000;
    private const long Memory = 4 * 1024 * 1024;
    private const int Mixtures = 40;
    private const int Slots = 3;
    private const string PlainScript = "let c = 1; (function f(a) { (() => a); (class { }); (class extends f { }); c; })(1, 2)";
    private const string DerivedScript = "new (class extends Object { constructor(a) { (() => 1); (class { }); (class extends Object { }); super(); } })(1, 2)";
    private const string GeneratorScript = "{ function* g(a) { (() => 1); (class { }); (class extends g { }); } const i = g(1, 2); i.next(); i.next(3); i.return(4); }";

    private static readonly string Shared = Describe();

    public static TheoryData<Opcode> Opcodes => [.. Enum.GetValues<Opcode>().Where(opcode => opcode != Opcode.Gas)];

    [Theory]
    [MemberData(nameof(Opcodes))]
    public void Operands_of_any_kind_stay_inside_the_machine(Opcode opcode)
    {
        int seen = 0;
        foreach (var kinds in Choices(opcode))
        {
            var unit = Craft(opcode, kinds);
            if (UnitVerifier.Verify(unit) is { } fault)
                Assert.Fail($"{opcode} of {string.Join(", ", kinds.Select(kind => CodeCrafter.Values[kind].Kind))} is not accepted: {fault}\n{Disassembler.Text(unit)}");
            var read = UnitEncoding.TryRead(UnitEncoding.ToBytes(unit), unit.Lines)!;
            var result = new Machine(new MachineOptions { GasLimit = Gas, MemoryLimit = Memory }).Run(read);
            Assert.InRange(result.GasUsed, 1, Gas);
            Assert.InRange(result.MemoryUsed, 0, Memory);
            seen++;
        }

        Assert.True(seen > Mixtures, $"{seen} runs");
        Assert.Equal(Shared, Describe());
    }

    private static IEnumerable<int[]> Choices(Opcode opcode)
    {
        int operands = Math.Max(Slots, PopsOf(opcode));
        for (int kind = 0; kind < CodeCrafter.Values.Count; kind++)
            yield return [.. Enumerable.Repeat(kind, operands)];
        ulong state = 0x9E3779B97F4A7C15 + (ulong)opcode;
        for (int mixture = 0; mixture < Mixtures; mixture++)
        {
            int[] kinds = new int[operands];
            for (int i = 0; i < kinds.Length; i++)
            {
                state = (state * 6364136223846793005) + 1442695040888963407;
                kinds[i] = (int)((state >> 33) % (uint)CodeCrafter.Values.Count);
            }
            yield return kinds;
        }
    }

    private static ScriptUnit Craft(Opcode opcode, int[] kinds)
    {
        var info = OpcodeInfo.Of(opcode);
        bool isGenerator = opcode is Opcode.InitialYield or Opcode.Yield or Opcode.YieldDelegate;
        var code = new CodeCrafter(isGenerator ? GeneratorScript : opcode == Opcode.ReturnDerived ? DerivedScript : PlainScript);
        code.Begin();
        if (isGenerator && opcode != Opcode.InitialYield)
            code.Emit(Opcode.InitialYield);
        if (info.Operands.Contains(OperandKind.Slot) || info.Operands.Contains(OperandKind.Record))
            FillSlots(code, kinds);
        foreach (int kind in kinds.Take(PopsOf(opcode)))
            CodeCrafter.Values[kind].Write(code);
        int[] operands = [.. info.Operands.Where(kind => kind != OperandKind.Cache).Select(kind => OperandOf(opcode, kind))];
        int at = code.Emit(opcode, operands);
        if (info.FallsThrough)
            code.Leave();
        for (int i = 0; i < info.Operands.Length; i++)
        {
            if (info.Operands[i] != OperandKind.Target)
                continue;
            code.Patch(at + 1 + i, code.Begin());
            code.Leave();
        }
        return code.Unit();
    }

    // What the slots of a record or variable hold is of the same kinds as the operands.
    private static void FillSlots(CodeCrafter code, int[] kinds)
    {
        for (int slot = 1; slot <= Slots; slot++)
        {
            CodeCrafter.Values[kinds[slot - 1]].Write(code);
            code.Emit(Opcode.StoreLocal, slot);
        }
    }

    private static int OperandOf(Opcode opcode, OperandKind kind) => kind switch
    {
        OperandKind.Slot or OperandKind.Record => 1,
        OperandKind.Name => opcode == Opcode.NewPrivateName ? CodeCrafter.PrivateName : CodeCrafter.Name,
        OperandKind.Constant => CodeCrafter.Integer,
        OperandKind.Function => opcode == Opcode.NewClass ? 2 : 0,
        OperandKind.Count => CountOf(opcode),
        OperandKind.Number => opcode switch
        {
            Opcode.PopTo => 2,
            Opcode.NewClass => 3,
            Opcode.DefineMethod => 1,
            Opcode.NewTemplateObject => 0,
            _ => Math.Min(2, OpcodeInfo.Of(opcode).NumberMax),
        },
        _ => 0,
    };

    private static int CountOf(Opcode opcode) => opcode == Opcode.NewTemplateObject ? 1 : 2;

    private static int PopsOf(Opcode opcode) => opcode switch
    {
        Opcode.PopTo => 2,
        Opcode.NewMethod or Opcode.NewClass => 3,
        _ => OpcodeInfo.Of(opcode).Pops + (OpcodeInfo.Of(opcode).CountIndex >= 0 ? CountOf(opcode) : 0),
    };

    // What a machine sees of the realm that all share, after whatever the others did.
    private static string Describe()
    {
        const string script = """
            const seen = new Set(), lines = [];
            const walk = (value, depth) => {
              if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value) || depth > 6) return;
              seen.add(value);
              lines.push(Reflect.ownKeys(value).length + (Object.isFrozen(value) ? 'f' : 'o') + (Array.isArray(value) ? value.length : ''));
              walk(Object.getPrototypeOf(value), depth + 1);
              for (const key of Reflect.ownKeys(value)) {
                const d = Object.getOwnPropertyDescriptor(value, key);
                walk(d.value, depth + 1); walk(d.get, depth + 1); walk(d.set, depth + 1);
              }
            };
            walk(globalThis, 0);
            lines.join(' ') + [3, 1, 2].map(x => x + 1).toSorted() + new (class extends Array { #p = 1; q() { return this.#p; } })().q();
            """;
        var result = new Machine(new MachineOptions { GasLimit = 100_000_000 }).Run(ScriptCompiler.Compile(script).Unit!);
        Assert.True(result.IsCompleted, result.Error?.ToString());
        return result.Value.AsString.ToString();
    }
}
