namespace Chain.Script.Bytecode;

/// <summary>The proof for one function, in three passes over its code: instructions and operands; blocks and gas; the flow of control.</summary>
internal sealed class FunctionVerifier
{
    private const int LocalsMax = 65_535;
    private const int StackMaxMax = 131_072;

    private readonly ScriptUnit unit;
    private readonly FunctionCode function;
    private readonly int[] code;

    /// <summary>What is known of each word.</summary>
    private readonly Mark[] marks;

    public FunctionVerifier(ScriptUnit unit, FunctionCode function)
    {
        this.unit = unit;
        this.function = function;
        code = function.Words;
        marks = new Mark[code.Length];
    }

    [Flags]
    private enum Mark : byte
    {
        None = 0,
        Instruction = 1,
        Target = 2,
    }

    /// <summary>The first fault, or null.</summary>
    public VerifyFault? Verify() => CheckFrame() ?? CheckInstructions() ?? CheckBlocks() ?? new FlowVerifier(function, Fault).Verify();

    private VerifyFault Fault(VerifyReason reason, int word) => new(reason, function.Name, word);

    private VerifyFault? CheckFrame()
    {
        if (function.ParameterCount is < 0 or > ScriptLimits.ParametersMax || function.LocalCount < function.ParameterCount || function.LocalCount > LocalsMax)
            return Fault(VerifyReason.BadFrame, 0);
        if (function.StackMax is < 0 or > StackMaxMax || function.Length < 0 || function.CacheCount < 0)
            return Fault(VerifyReason.BadFrame, 0);
        foreach (var nested in function.Functions)
        {
            foreach (var capture in nested.Captures)
            {
                if ((uint)capture.Index >= (uint)(capture.FromSlot ? function.LocalCount : function.Captures.Length))
                    return Fault(VerifyReason.OperandOutOfRange, 0);
            }
        }

        return null;
    }

    private VerifyFault? CheckInstructions()
    {
        int caches = 0;
        for (int word = 0; word < code.Length;)
        {
            if (!OpcodeInfo.Exists(code[word]))
                return Fault(VerifyReason.NoInstruction, word);
            var info = OpcodeInfo.Of((Opcode)code[word]);
            if (code.Length - word < info.Length)
                return Fault(VerifyReason.NoInstruction, word);
            marks[word] |= Mark.Instruction;
            for (int i = 0; i < info.Operands.Length; i++)
            {
                if (!IsInRange(info, info.Operands[i], code[word + 1 + i], ref caches))
                    return Fault(VerifyReason.OperandOutOfRange, word);
            }

            if (!IsSpecial(info.Opcode, word))
                return Fault(VerifyReason.WrongKind, word);
            word += info.Length;
        }

        return caches == function.CacheCount ? null : Fault(VerifyReason.BadFrame, 0);
    }

    private bool IsInRange(OpcodeInfo info, OperandKind kind, int value, ref int caches)
    {
        switch (kind)
        {
            case OperandKind.Slot:
                return (uint)value < (uint)function.LocalCount;
            case OperandKind.Record:
                return value >= 0 && value <= function.LocalCount - 3;
            case OperandKind.Constant:
                return (uint)value < (uint)unit.Constants.Length;
            case OperandKind.Name:
                return (uint)value < (uint)unit.Constants.Length && unit.Constants[value].Kind == ConstantKind.String;
            case OperandKind.Function:
                return (uint)value < (uint)function.Functions.Length;
            case OperandKind.Capture:
                return (uint)value < (uint)function.Captures.Length;
            case OperandKind.Cache:
                return value == caches++;
            case OperandKind.Target:
                if ((uint)value >= (uint)code.Length || code[value] != (int)Opcode.Gas)
                    return false;
                marks[value] |= Mark.Target;
                return true;
            case OperandKind.Count:
                return value >= 0 && value <= function.StackMax;
            case OperandKind.Template:
                return (uint)value < (uint)unit.Templates.Length;
            case OperandKind.ModuleCell:
                return (uint)value < (uint)unit.ModuleCells.Length;
            default:
                return info.Opcode == Opcode.LoadInt || (value >= 0 && value <= info.NumberMax);
        }
    }

    /// <summary>What the kinds of operands do not say: agreement of an instruction with its function and with what it names.</summary>
    private bool IsSpecial(Opcode opcode, int word)
    {
        int first = word + 1 < code.Length ? code[word + 1] : 0, second = word + 2 < code.Length ? code[word + 2] : 0;
        return opcode switch
        {
            Opcode.Concat => first is >= 2 and <= 16,
            Opcode.NewTemplateObject => unit.Templates[first].Length == second,
            Opcode.DefineMethod => (first & 3) != 3,
            Opcode.NewClosure or Opcode.NewMethod => (function.Functions[first].Flags & (FunctionFlags.ClassConstructor | FunctionFlags.Main)) == 0,
            Opcode.NewClass => function.Functions[first].Has(FunctionFlags.ClassConstructor) && function.Functions[first].Has(FunctionFlags.Derived) == ((second & 1) != 0),
            Opcode.InitialYield or Opcode.Yield or Opcode.YieldDelegate => function.Has(FunctionFlags.Generator),
            Opcode.ReturnDerived => function.Has(FunctionFlags.Derived),
            Opcode.Return => !function.Has(FunctionFlags.Derived),
            Opcode.CreateArguments => function.Has(FunctionFlags.UsesArguments),
            Opcode.CreateRest => function.Has(FunctionFlags.UsesRest),
            _ => true,
        };
    }

    private VerifyFault? CheckBlocks()
    {
        foreach (var range in function.Handlers.Ranges)
        {
            if (!IsBoundary(range.Start) || !IsBoundary(range.End) || (uint)range.Target >= (uint)code.Length || code[range.Target] != (int)Opcode.Gas || range.Depth < 0)
                return Fault(VerifyReason.BadHandler, 0);
            marks[range.Target] |= Mark.Target;
        }

        bool begins = true;
        int block = 0;
        long sum = 0;
        for (int word = 0; word < code.Length;)
        {
            var info = OpcodeInfo.Of((Opcode)code[word]);
            bool isTarget = (marks[word] & Mark.Target) != 0;
            if (info.Opcode != Opcode.Gas && (begins || isTarget))
                return Fault(VerifyReason.GasMisplaced, word);
            if (info.Opcode == Opcode.Gas)
            {
                if (!begins && code[block + 1] != sum)
                    return Fault(VerifyReason.GasWrong, block);
                (block, sum, begins) = (word, 0, false);
            }
            else
            {
                sum += GasOf(info, word);
            }

            if (info.EndsBlock)
            {
                if (code[block + 1] != sum)
                    return Fault(VerifyReason.GasWrong, block);
                begins = true;
            }

            word += info.Length;
        }

        for (int word = 0; word < code.Length; word++)
        {
            if ((marks[word] & (Mark.Target | Mark.Instruction)) == Mark.Target)
                return Fault(VerifyReason.BadTarget, word);
        }

        return begins && code.Length > 0 ? null : Fault(VerifyReason.RunsOverEnd, code.Length);
    }

    private bool IsBoundary(int word) => word == code.Length || ((uint)word < (uint)code.Length && (marks[word] & Mark.Instruction) != 0);

    private long GasOf(OpcodeInfo info, int word)
    {
        int names = 0, captures = 0;
        for (int i = 0; i < info.Operands.Length; i++)
        {
            int value = code[word + 1 + i];
            if (info.Operands[i] == OperandKind.Name)
                names = unit.Constants[value].AsString.Length;
            else if (info.Operands[i] == OperandKind.Function)
                captures = function.Functions[value].Captures.Length;
        }

        return BlockGas.Of(info, code.AsSpan(word + 1, info.Operands.Length), names, captures);
    }
}
