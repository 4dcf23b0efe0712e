using System.Collections.Immutable;
using System.Numerics;
using Chain.Script.Bytecode;

namespace Chain.Script.Tests.Bytecode;

/// <summary>
/// Writes code by hand that the verifier accepts, whatever kinds of values it puts where: gas, caches and stack are right, the rest is not what the compiler would write.
/// The code becomes the body of the first function of a script that calls it.
/// </summary>
internal sealed class CodeCrafter
{
    /// <summary>Constants that every crafted unit has: a name, a private name, a bigint and a fraction.</summary>
    public const int Name = 0, PrivateName = 1, Integer = 2, Fraction = 3;

    private const int Locals = 24;
    private const int StackMax = 80;
    private static readonly ImmutableArray<Constant> Constants = [Constant.Of("length"), Constant.Of("#secret"), Constant.Of(new BigInteger(7)), Constant.Of(1.5), Constant.Of("Symbol"), Constant.Of("iterator"), Constant.Of("Array"), Constant.Of("prototype"), Constant.Of("map")];

    private readonly List<int> words = [];
    private readonly FunctionCode function;
    private readonly ScriptUnit unit;
    private int block = -1;
    private int caches;
    private int nextSlot = 6;

    /// <param name="script">A script whose first function is to be replaced; it has one nested function or more where the code needs them.</param>
    public CodeCrafter(string script)
    {
        unit = Samples.Compile(script);
        function = unit.Main.Functions[0];
    }

    /// <summary>Ways to put one value on the stack, each of another kind.</summary>
    public static IReadOnlyList<(string Kind, Action<CodeCrafter> Write)> Values { get; } =
    [
        ("number", c => c.Emit(Opcode.LoadInt, 3)),
        ("fraction", c => c.Emit(Opcode.LoadConst, Fraction)),
        ("undefined", c => c.Emit(Opcode.LoadUndefined)),
        ("null", c => c.Emit(Opcode.LoadNull)),
        ("boolean", c => c.Emit(Opcode.LoadTrue)),
        ("string", c => c.Emit(Opcode.LoadConst, Name)),
        ("bigint", c => c.Emit(Opcode.LoadConst, Integer)),
        ("symbol", c => c.Path(4, 5)),
        ("object", c => c.Emit(Opcode.NewObject)),
        ("array", c => c.Emit(Opcode.NewArray, 0)),
        ("function", c => c.Emit(Opcode.NewClosure, 0)),
        ("class", c => { c.Emit(Opcode.NewClass, 1, 0); c.Emit(Opcode.Pop); }),
        ("intrinsic array", c => c.Path(6, 7)),
        ("intrinsic function", c => c.Path(6, 7, 8)),
        ("native constructor", c => c.Path(6)),
        ("empty", c => c.Internal(Opcode.InitEmpty)),
        ("cell", c => c.Internal(Opcode.NewCell)),
        ("enumerator", c => { c.Emit(Opcode.NewObject); c.Internal(Opcode.ForInStart); }),
        ("private name", c => c.Emit(Opcode.NewPrivateName, PrivateName)),
    ];

    /// <summary>Begins a block.</summary>
    public int Begin()
    {
        End();
        block = words.Count;
        words.Add((int)Opcode.Gas);
        words.Add(0);
        return block;
    }

    /// <summary>Writes an instruction; its caches are numbered here.</summary>
    public int Emit(Opcode opcode, params ReadOnlySpan<int> operands)
    {
        int at = words.Count;
        var info = OpcodeInfo.Of(opcode);
        words.Add((int)opcode);
        int given = 0;
        foreach (var kind in info.Operands)
            words.Add(kind == OperandKind.Cache ? caches++ : operands[given++]);
        if (info.EndsBlock && info.FallsThrough)
            Begin();
        return at;
    }

    /// <summary>Changes an operand, of a jump whose target was not known.</summary>
    public void Patch(int word, int value) => words[word] = value;

    /// <summary>Drops what is on the stack and returns undefined, or throws where a plain return is not allowed.</summary>
    public void Leave()
    {
        Emit(Opcode.PopTo, 0);
        Emit(Opcode.LoadUndefined);
        Emit(Opcode.Throw);
    }

    /// <summary>The unit with the crafted code in the place of its first function.</summary>
    public ScriptUnit Unit()
    {
        End();
        var crafted = With(function, [.. words], function.Flags | FunctionFlags.UsesArguments | FunctionFlags.UsesRest, Locals, StackMax, caches, function.Functions);
        var main = With(unit.Main, MainWords(), unit.Main.Flags, unit.Main.LocalCount, unit.Main.StackMax, unit.Main.CacheCount, [crafted, .. unit.Main.Functions.Skip(1)]);
        return new ScriptUnit(unit.Name, isModule: false, main, [.. Constants, .. unit.Constants], [[Name]], [], [new ModuleCell(null, "x")], [], unit.Lines);
    }

    private void Path(int global, params ReadOnlySpan<int> names)
    {
        Emit(Opcode.LoadGlobal, global);
        foreach (int name in names)
            Emit(Opcode.GetNamed, name);
    }

    private void Internal(Opcode opcode)
    {
        Emit(opcode, nextSlot);
        Emit(Opcode.LoadLocal, nextSlot++);
    }

    private void End()
    {
        if (block < 0)
            return;
        long gas = 0;
        for (int word = block + 2; word < words.Count;)
        {
            var info = OpcodeInfo.Of((Opcode)words[word]);
            int captures = info.Operands.Contains(OperandKind.Function) ? function.Functions[words[word + 1]].Captures.Length : 0;
            gas += BlockGas.Of(info, [.. words.Skip(word + 1).Take(info.Operands.Length)], nameUnits: 0, captures);
            word += info.Length;
        }
        words[block + 1] = (int)gas;
        block = -1;
    }

    // The constants of the script lie behind the crafted ones.
    private int[] MainWords()
    {
        int[] changed = [.. unit.Main.Words];
        for (int word = 0; word < changed.Length;)
        {
            var info = OpcodeInfo.Of((Opcode)changed[word]);
            for (int i = 0; i < info.Operands.Length; i++)
            {
                if (info.Operands[i] is OperandKind.Constant or OperandKind.Name)
                    changed[word + 1 + i] += Constants.Length;
            }
            word += info.Length;
        }
        return changed;
    }

    private static FunctionCode With(FunctionCode from, int[] code, FunctionFlags flags, int locals, int stackMax, int cacheCount, ImmutableArray<FunctionCode> functions) => new(code)
    {
        Name = from.Name,
        Flags = flags,
        ParameterCount = from.ParameterCount,
        Length = from.Length,
        LocalCount = locals,
        StackMax = stackMax,
        CacheCount = cacheCount,
        Captures = from.Captures,
        Functions = functions,
        Handlers = from.Handlers,
        Positions = from.Positions,
        LocalNames = from.LocalNames,
    };
}
