using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary>
/// Assembles the code of one function: words, labels, handlers, positions, and the gas of each basic block.
/// </summary>
/// <remarks>
/// It follows the stack depth of every instruction and knows whether the next one can be reached. What cannot be reached is not written, so that a caller may go on
/// emitting after a jump without looking; code comes to life again where a used label is bound. A block is opened by the first instruction written after a block ended:
/// that puts one <see cref="Opcode.Gas"/>, whose operand is filled in when the block ends.
/// </remarks>
internal sealed class CodeBuilder(UnitBuilder unit)
{
    private readonly CodeBuffers buffers = unit.TakeBuffers();
    private List<HandlerRange>? handlers;
    private int length;
    private int gasOperand = -1;
    private long gas;
    private int depth;
    private int depthMax;
    private int caches;
    private int offset;
    private bool statement;
    private int lastMark = -1;

    /// <summary>Whether the next instruction can be reached.</summary>
    public bool IsReachable { get; private set; } = true;

    /// <summary>Operands on the stack before the next instruction.</summary>
    public int Depth => depth;

    /// <summary>The word index of the next instruction.</summary>
    public int Here => length;

    /// <summary>The highest depth so far.</summary>
    public int DepthMax => depthMax;

    /// <summary>Inline caches handed out so far.</summary>
    public int Caches => caches;

    /// <summary>The source offset of the instructions that follow.</summary>
    public void At(int sourceOffset) => offset = sourceOffset;

    /// <summary>As <see cref="At"/>, and the next instruction begins a statement.</summary>
    public void AtStatement(int sourceOffset)
    {
        offset = sourceOffset;
        statement = true;
    }

    /// <summary>Writes an instruction without operands.</summary>
    public void Emit(Opcode opcode) => Write(opcode, []);

    /// <summary>Writes an instruction with one operand.</summary>
    public void Emit(Opcode opcode, int a) => Write(opcode, [a]);

    /// <summary>Writes an instruction with two operands.</summary>
    public void Emit(Opcode opcode, int a, int b) => Write(opcode, [a, b]);

    /// <summary>Writes an instruction whose operand is a name.</summary>
    public void EmitName(Opcode opcode, string name) => Write(opcode, [unit.Name(name)], name.Length);

    /// <summary>Writes an instruction whose operands are a name and a new inline cache.</summary>
    public void EmitCached(Opcode opcode, string name)
    {
        if (IsReachable)
            Write(opcode, [unit.Name(name), caches++], name.Length);
    }

    /// <summary>Writes an instruction whose operands are something and a name.</summary>
    public void EmitWithName(Opcode opcode, int a, string name) => Write(opcode, [a, unit.Name(name)], name.Length);

    /// <summary>Writes an instruction that makes a closure.</summary>
    public void EmitFunction(Opcode opcode, int function, FunctionCode code) => Write(opcode, [function], 0, code.Captures.Length);

    /// <summary>Writes an instruction that makes a closure and has one more operand; <paramref name="pops"/> more operands are taken than its table entry says.</summary>
    public void EmitFunction(Opcode opcode, int function, FunctionCode code, int a, int pops = 0) =>
        Write(opcode, [function, a], 0, code.Captures.Length, pops);

    /// <summary>Writes an instruction whose only operand is a jump target.</summary>
    public void Jump(Opcode opcode, Label target)
    {
        int before = depth;
        if (Write(opcode, [0]))
            Refer(length - 1, target, before + OpcodeInfo.Of(opcode).TargetDeltas[0]);
    }

    /// <summary>Writes an instruction with an operand and a jump target.</summary>
    public void Jump(Opcode opcode, int a, Label target)
    {
        int before = depth;
        if (Write(opcode, [a, 0]))
            Refer(length - 1, target, before + OpcodeInfo.Of(opcode).TargetDeltas[0]);
    }

    /// <summary>Writes JumpIfKind.</summary>
    public void JumpIfKind(int slot, int kind, Label target)
    {
        if (Write(Opcode.JumpIfKind, [slot, kind, 0]))
            Refer(length - 1, target, depth);
    }

    /// <summary>Writes YieldDelegate.</summary>
    public void YieldDelegate(Label onThrow, Label onReturn)
    {
        if (!Write(Opcode.YieldDelegate, [0, 0]))
            return;
        Refer(length - 2, onThrow, depth);
        Refer(length - 1, onReturn, depth);
    }

    /// <summary>Writes IterNext.</summary>
    public void IterNext(int record, Label value, Label done)
    {
        int before = depth;
        if (!Write(Opcode.IterNext, [record, 0, 0]))
            return;
        Refer(length - 2, value, before + 1);
        Refer(length - 1, done, before);
    }

    /// <summary>Binds a label that only jumps already written refer to.</summary>
    public void Bind(Label label)
    {
        if (!label.IsUsed)
            return;
        BindAt(label, label.Depth);
    }

    /// <summary>Binds a label that jumps written later refer to as well: it is reached if the code before it is, or a jump refers to it, or the caller knows so.</summary>
    public void BindTarget(Label label, int labelDepth, bool reached)
    {
        if (!IsReachable && !label.IsUsed && !reached)
            return;
        BindAt(label, labelDepth);
    }

    /// <summary>Begins a handler for the code from <paramref name="start"/> to <paramref name="end"/>; the thrown value is on the stack above <paramref name="keep"/> operands.</summary>
    public void BindHandler(int start, int end, int keep)
    {
        EndBlock();
        IsReachable = end > start;
        if (!IsReachable)
            return;
        handlers ??= [];
        handlers.Add(new HandlerRange(start, end, length, keep));
        SetDepth(keep + 1);
    }

    /// <summary>The finished code; the function must have ended.</summary>
    public int[] Words()
    {
        EndBlock();
        return buffers.Words.AsSpan(0, length).ToArray();
    }

    /// <summary>The finished positions.</summary>
    public PositionTable Positions() => new([.. buffers.PositionWords], [.. buffers.PositionMarks]);

    /// <summary>The finished handlers.</summary>
    public HandlerTable Handlers() =>
        HandlerTable.TryCreate([.. handlers ?? []]) ?? throw new InvalidOperationException("handlers of compiled code do not nest");

    /// <summary>Gives its buffers back: the last thing, when everything has been taken out.</summary>
    public void Release() => unit.GiveBuffers(buffers);

    private void BindAt(Label label, int labelDepth)
    {
        if (IsReachable && depth != labelDepth)
            throw new InvalidOperationException("stack depths differ at a label");
        EndBlock();
        for (int at = label.Waiting; at >= 0;)
        {
            int before = buffers.Words[at];
            buffers.Words[at] = length;
            at = before;
        }

        label.Waiting = -1;
        label.Position = length;
        label.Depth = labelDepth;
        IsReachable = true;
        SetDepth(labelDepth);
    }

    private void Refer(int at, Label target, int targetDepth)
    {
        if (target.Depth >= 0 && target.Depth != targetDepth)
            throw new InvalidOperationException("stack depths differ at a label");
        target.Depth = targetDepth;
        if (target.Position >= 0)
        {
            buffers.Words[at] = target.Position;
            return;
        }

        buffers.Words[at] = target.Waiting;
        target.Waiting = at;
    }

    /// <summary>Writes an instruction if it can be reached and there is room; says whether it did.</summary>
    private bool Write(Opcode opcode, ReadOnlySpan<int> operands, int nameUnits = 0, int captures = 0, int morePops = 0)
    {
        if (!IsReachable)
            return false;
        if (!unit.Reserve(operands.Length + 3, offset))
            return IsReachable = false;
        if (gasOperand < 0)
            BeginBlock();
        Mark();
        Put((int)opcode);
        foreach (int operand in operands)
            Put(operand);

        var info = OpcodeInfo.Of(opcode);
        gas += BlockGas.Of(info, operands, nameUnits, captures);
        int pops = info.Pops + morePops + (info.CountIndex >= 0 ? operands[info.CountIndex] : 0);
        if (pops > depth)
            throw new InvalidOperationException("compiled code takes more than the stack has");
        SetDepth(opcode == Opcode.PopTo ? operands[0] : depth - pops + info.Pushes);
        if (info.EndsBlock)
        {
            EndBlock();
            IsReachable = info.FallsThrough;
        }

        return true;
    }

    private void BeginBlock()
    {
        Put((int)Opcode.Gas);
        gasOperand = length;
        Put(0);
        gas = 0;
    }

    private void EndBlock()
    {
        if (gasOperand < 0)
            return;
        if (gas > int.MaxValue)
            unit.Refuse(CompileMessages.CodeTooLong, offset);
        buffers.Words[gasOperand] = (int)Math.Min(gas, int.MaxValue);
        gasOperand = -1;
    }

    private void Mark()
    {
        int mark = (offset << 1) | (statement ? 1 : 0);
        statement = false;
        if ((mark | 1) == (lastMark | 1) && (mark & 1) == 0)
            return;
        lastMark = mark;
        buffers.PositionWords.Add(length);
        buffers.PositionMarks.Add(mark);
    }

    private void SetDepth(int value)
    {
        depth = value;
        if (value > depthMax)
            depthMax = value;
    }

    private void Put(int word)
    {
        if (length == buffers.Words.Length)
            Array.Resize(ref buffers.Words, length * 2);
        buffers.Words[length++] = word;
    }
}
