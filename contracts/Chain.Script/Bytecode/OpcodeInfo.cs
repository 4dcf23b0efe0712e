using System.Collections.Immutable;
using static Chain.Script.Bytecode.OperandKind;

namespace Chain.Script.Bytecode;

/// <summary>The shape of each instruction: operands, stack effect, and whether a basic block ends with it. Compiler, verifier and disassembler share it.</summary>
public sealed class OpcodeInfo
{
    private static readonly OpcodeInfo[] Table = Build();

    private OpcodeInfo(Opcode opcode, int pops, int pushes, ImmutableArray<OperandKind> operands)
    {
        Opcode = opcode;
        Pops = pops;
        Pushes = pushes;
        Operands = operands;
        CountIndex = operands.IndexOf(OperandKind.Count);
        TargetDeltas = [];
        NumberMax = int.MaxValue;
    }

    /// <summary>How many opcodes there are; they are numbered from 0 without gaps.</summary>
    public static int Count => Table.Length;

    /// <summary>The opcode described.</summary>
    public Opcode Opcode { get; }

    /// <summary>Operands taken from the stack, not counting those that a count operand names.</summary>
    public int Pops { get; }

    /// <summary>Operands put on the stack when the next instruction in order is reached.</summary>
    public int Pushes { get; }

    /// <summary>The kinds of its operand words, in order.</summary>
    public ImmutableArray<OperandKind> Operands { get; }

    /// <summary>For each Target operand in order: the stack depth there, less the depth before the instruction.</summary>
    public ImmutableArray<int> TargetDeltas { get; private init; }

    /// <summary>Whether the next instruction begins a new basic block.</summary>
    public bool EndsBlock { get; private init; }

    /// <summary>Whether the next instruction in order can be reached from this one.</summary>
    public bool FallsThrough { get; private init; } = true;

    /// <summary>The largest value of its Number operand.</summary>
    public int NumberMax { get; private init; }

    /// <summary>Words of the whole instruction.</summary>
    public int Length => 1 + Operands.Length;

    /// <summary>The description of an opcode that exists.</summary>
    public static OpcodeInfo Of(Opcode opcode) => Table[(int)opcode];

    /// <summary>Whether a code word is an opcode.</summary>
    public static bool Exists(int word) => (uint)word < (uint)Table.Length;

    /// <summary>The operand word that counts stack operands, or −1.</summary>
    public int CountIndex { get; }

    private static OpcodeInfo[] Build()
    {
        var list = new List<OpcodeInfo>();
        AddStack(list);
        AddVariables(list);
        AddOperators(list);
        AddProperties(list);
        AddLiterals(list);
        AddFunctions(list);
        AddControl(list);
        AddIteration(list);
        for (int i = 0; i < list.Count; i++)
        {
            if ((int)list[i].Opcode != i)
                throw new InvalidOperationException($"opcode table out of order at {list[i].Opcode}");
        }

        return [.. list];
    }

    private static OpcodeInfo Op(Opcode opcode, int pops, int pushes, params ImmutableArray<OperandKind> operands) => new(opcode, pops, pushes, operands);

    private static OpcodeInfo Numbered(Opcode opcode, int pops, int pushes, int max, params ImmutableArray<OperandKind> operands) =>
        new(opcode, pops, pushes, operands) { NumberMax = max };

    private static OpcodeInfo Branch(Opcode opcode, int pops, int pushes, ImmutableArray<int> deltas, params ImmutableArray<OperandKind> operands) =>
        new(opcode, pops, pushes, operands) { EndsBlock = true, TargetDeltas = deltas };

    private static OpcodeInfo End(Opcode opcode, int pops, params ImmutableArray<OperandKind> operands) =>
        new(opcode, pops, 0, operands) { EndsBlock = true, FallsThrough = false };

    private static void AddStack(List<OpcodeInfo> list) => list.AddRange(
    [
        Op(Opcode.Gas, 0, 0, Number),
        Op(Opcode.LoadUndefined, 0, 1),
        Op(Opcode.LoadNull, 0, 1),
        Op(Opcode.LoadTrue, 0, 1),
        Op(Opcode.LoadFalse, 0, 1),
        Op(Opcode.LoadInt, 0, 1, Number),
        Op(Opcode.LoadConst, 0, 1, OperandKind.Constant),
        Op(Opcode.Pop, 1, 0),
        Op(Opcode.PopTo, 0, 0, Number),
        Op(Opcode.Dup, 1, 2),
        Op(Opcode.Dup2, 2, 4),
        Op(Opcode.Dup3, 3, 6),
        Op(Opcode.DupX1, 2, 3),
        Op(Opcode.DupX2, 3, 4),
        Op(Opcode.DupX3, 4, 5),
        Op(Opcode.Swap, 2, 2),
        Op(Opcode.Nip, 2, 1),
    ]);

    private static void AddVariables(List<OpcodeInfo> list) => list.AddRange(
    [
        Op(Opcode.LoadLocal, 0, 1, Slot),
        Op(Opcode.StoreLocal, 1, 0, Slot),
        Op(Opcode.LoadLocalChecked, 0, 1, Slot, Name),
        Op(Opcode.CheckLocal, 0, 0, Slot, Name),
        Op(Opcode.InitEmpty, 0, 0, Slot),
        Op(Opcode.NewCell, 0, 0, Slot),
        Op(Opcode.BoxLocal, 0, 0, Slot),
        Op(Opcode.CopyCell, 0, 0, Slot),
        Op(Opcode.LoadCell, 0, 1, Slot),
        Op(Opcode.StoreCell, 1, 0, Slot),
        Op(Opcode.LoadCellChecked, 0, 1, Slot, Name),
        Op(Opcode.CheckCell, 0, 0, Slot, Name),
        Op(Opcode.LoadCaptured, 0, 1, OperandKind.Capture),
        Op(Opcode.StoreCaptured, 1, 0, OperandKind.Capture),
        Op(Opcode.LoadCapturedChecked, 0, 1, OperandKind.Capture, Name),
        Op(Opcode.CheckCaptured, 0, 0, OperandKind.Capture, Name),
        Op(Opcode.LoadModuleCell, 0, 0, Slot, OperandKind.ModuleCell),
        Op(Opcode.LoadGlobal, 0, 1, Name, Cache),
        Op(Opcode.TypeOfGlobal, 0, 1, Name),
        Op(Opcode.StoreGlobal, 1, 0, Name),
        Op(Opcode.LoadThis, 0, 1),
        Op(Opcode.LoadCallee, 0, 1),
        Op(Opcode.LoadNewTarget, 0, 1),
        Op(Opcode.SuperBase, 1, 1),
        Op(Opcode.CreateArguments, 0, 1),
        Numbered(Opcode.CreateRest, 0, 1, ScriptLimits.ParametersMax, Number),
    ]);

    private static void AddOperators(List<OpcodeInfo> list)
    {
        for (var opcode = Opcode.Add; opcode <= Opcode.PrivateIn; opcode++)
            list.Add(Op(opcode, 2, 1));
        for (var opcode = Opcode.Not; opcode <= Opcode.ToString; opcode++)
            list.Add(Op(opcode, 1, 1));
        list.Add(Op(Opcode.Concat, 0, 1, OperandKind.Count));
    }

    private static void AddProperties(List<OpcodeInfo> list) => list.AddRange(
    [
        Op(Opcode.GetNamed, 1, 1, Name, Cache),
        Op(Opcode.GetElement, 2, 1),
        Op(Opcode.GetMethodNamed, 1, 2, Name, Cache),
        Op(Opcode.GetMethodElement, 2, 2),
        Op(Opcode.SetNamed, 2, 0, Name, Cache),
        Op(Opcode.SetElement, 3, 0),
        Op(Opcode.DeleteNamed, 1, 1, Name),
        Op(Opcode.DeleteElement, 2, 1),
        Op(Opcode.ResolveKey, 2, 2),
        Op(Opcode.ToPropertyKey, 1, 1),
        Op(Opcode.ResolveSuperKey, 3, 3),
        Op(Opcode.GetSuperNamed, 2, 1, Name),
        Op(Opcode.GetSuperElement, 3, 1),
        Op(Opcode.SetSuperNamed, 3, 0, Name),
        Op(Opcode.SetSuperElement, 4, 0),
        Op(Opcode.NewPrivateName, 0, 1, Name),
        Op(Opcode.GetPrivate, 2, 1),
        Op(Opcode.GetMethodPrivate, 2, 2),
        Op(Opcode.SetPrivate, 3, 0),
        Op(Opcode.CheckCoercible, 1, 1),
    ]);

    private static void AddLiterals(List<OpcodeInfo> list) => list.AddRange(
    [
        Op(Opcode.NewObject, 0, 1),
        Op(Opcode.NewTemplateObject, 0, 1, Template, OperandKind.Count),
        Op(Opcode.NewArray, 0, 1, OperandKind.Count),
        Op(Opcode.ArrayPush, 2, 1),
        Op(Opcode.DefineNamed, 2, 1, Name),
        Op(Opcode.DefineElement, 3, 1),
        Numbered(Opcode.DefineMethod, 3, 1, 6, Number),
        Op(Opcode.SetPrototype, 2, 1),
        Op(Opcode.CopyProperties, 2, 1),
        Op(Opcode.ObjectRest, 2, 1),
    ]);

    private static void AddFunctions(List<OpcodeInfo> list) => list.AddRange(
    [
        Op(Opcode.NewClosure, 0, 1, Function),
        Numbered(Opcode.NewMethod, 1, 2, 3, Function, Number),
        Numbered(Opcode.SetFunctionName, 2, 2, 2, Number),
        Op(Opcode.ClassHeritage, 1, 2),
        Numbered(Opcode.NewClass, 0, 2, 3, Function, Number),
        Op(Opcode.SetClassFields, 3, 2),
        Numbered(Opcode.AddClassPrivate, 4, 2, 2, Number),
        Numbered(Opcode.DefinePrivateMethod, 3, 1, 2, Number),
        Op(Opcode.DefinePrivateField, 3, 1),
        Op(Opcode.InitInstance, 2, 0),
        Op(Opcode.SuperConstructor, 1, 1),
        Op(Opcode.CheckThisUnbound, 1, 0),
        Op(Opcode.Call, 2, 1, OperandKind.Count),
        Op(Opcode.CallSpread, 3, 1),
        Op(Opcode.New, 1, 1, OperandKind.Count),
        Op(Opcode.NewSpread, 2, 1),
        Op(Opcode.SuperCall, 2, 1, OperandKind.Count),
        Op(Opcode.SuperCallSpread, 3, 1),
    ]);

    private static void AddControl(List<OpcodeInfo> list) => list.AddRange(
    [
        new(Opcode.Jump, 0, 0, [Target]) { EndsBlock = true, FallsThrough = false, TargetDeltas = [0] },
        Branch(Opcode.JumpIfTrue, 1, 0, [-1], Target),
        Branch(Opcode.JumpIfFalse, 1, 0, [-1], Target),
        Branch(Opcode.JumpIfTrueKeep, 1, 0, [0], Target),
        Branch(Opcode.JumpIfFalseKeep, 1, 0, [0], Target),
        Branch(Opcode.JumpIfNotNullishKeep, 1, 0, [0], Target),
        Branch(Opcode.JumpIfNotUndefinedKeep, 1, 0, [0], Target),
        Branch(Opcode.JumpIfNullishDrop, 1, 1, [-1], Target),
        Branch(Opcode.JumpIfCalleeNullishDrop, 2, 2, [-2], Target),
        Branch(Opcode.JumpIfKind, 0, 0, [0], Slot, Number, Target),
        End(Opcode.Return, 1),
        End(Opcode.ReturnDerived, 2),
        End(Opcode.Throw, 1),
        new(Opcode.ThrowError, 0, 0, [Number, Name]) { EndsBlock = true, FallsThrough = false, NumberMax = (int)RaisedError.IteratorResultNotObject },
        Numbered(Opcode.CheckObject, 1, 1, (int)RaisedError.IteratorResultNotObject, Number),
    ]);

    private static void AddIteration(List<OpcodeInfo> list) => list.AddRange(
    [
        Op(Opcode.IterMethod, 1, 2),
        Op(Opcode.IterCall, 2, 1),
        Op(Opcode.IterNextMethod, 1, 2),
        Op(Opcode.IterStart, 2, 0, Record),
        Branch(Opcode.IterNext, 0, 1, [1, 0], Record, Target, Target),
        Op(Opcode.IterDone, 1, 2),
        Op(Opcode.IterAlive, 0, 0, Record),
        Op(Opcode.IterCallNext, 1, 1, Record),
        Op(Opcode.IterGet, 0, 1, Record, Name),
        Branch(Opcode.IterClose, 1, 1, [-1], Record, Target),
        Op(Opcode.IterCallMethod, 2, 1, Record),
        Op(Opcode.ForInStart, 1, 0, Slot),
        Branch(Opcode.ForInNext, 0, 1, [0], Slot, Target),
        new(Opcode.InitialYield, 0, 0, []) { EndsBlock = true },
        Branch(Opcode.Yield, 1, 1, [0], Target),
        Branch(Opcode.YieldDelegate, 1, 1, [0, 0], Target, Target),
    ]);
}
