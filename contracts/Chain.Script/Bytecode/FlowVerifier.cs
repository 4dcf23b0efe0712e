namespace Chain.Script.Bytecode;

/// <summary>
/// Follows control through the code of one function whose instructions and operands are known to be whole. Each instruction is visited once, with the stack depth of the first
/// way to it; any other way must have the same. In a generator, which side of the initial yield an instruction is on is part of that state.
/// </summary>
internal sealed class FlowVerifier(FunctionCode function, Func<VerifyReason, int, VerifyFault> fault)
{
    private const int Unknown = 0;

    /// <summary>The state at each word: 0 unknown, else 1 + 2 × depth + (started ? 1 : 0).</summary>
    private readonly int[] states = new int[function.Words.Length];
    private readonly Stack<int> pending = new();
    private readonly int[] code = function.Words;
    private readonly bool isGenerator = function.Has(FunctionFlags.Generator);
    private VerifyFault? found;

    public VerifyFault? Verify()
    {
        Reach(0, 0, started: false, from: 0);
        while (found is null && pending.TryPop(out int word))
            Step(word);
        return found;
    }

    private void Step(int word)
    {
        var info = OpcodeInfo.Of((Opcode)code[word]);
        int depth = (states[word] - 1) >> 1;
        bool started = ((states[word] - 1) & 1) != 0;
        if (!ReachHandler(word, depth, started) || !IsOnItsSide(info.Opcode, word, started))
            return;
        int pops = Pops(info, word);
        if (pops > depth)
        {
            found = fault(VerifyReason.StackUnderflow, word);
            return;
        }

        int target = 0;
        for (int i = 0; i < info.Operands.Length; i++)
        {
            if (info.Operands[i] == OperandKind.Target)
                Reach(code[word + 1 + i], depth + info.TargetDeltas[target++], started, word);
        }

        if (!info.FallsThrough)
            return;
        int after = info.Opcode == Opcode.PopTo ? code[word + 1] : depth - (info.Opcode == Opcode.NewMethod ? info.Pops : pops) + info.Pushes;
        Reach(word + info.Length, after, started || info.Opcode == Opcode.InitialYield, word);
    }

    /// <summary>How many operands an instruction needs below it; those of NewMethod it leaves where they are.</summary>
    private int Pops(OpcodeInfo info, int word) => info.Opcode switch
    {
        Opcode.PopTo => code[word + 1],
        Opcode.NewMethod => code[word + 2] + 1,
        Opcode.NewClass => ((code[word + 2] & 1) != 0 ? 2 : 0) + ((code[word + 2] & 2) != 0 ? 1 : 0),
        _ => info.Pops + (info.CountIndex >= 0 ? code[word + 1 + info.CountIndex] : 0),
    };

    private bool IsOnItsSide(Opcode opcode, int word, bool started)
    {
        bool fits = !isGenerator || opcode switch
        {
            Opcode.InitialYield => !started,
            Opcode.Yield or Opcode.YieldDelegate or Opcode.Return => started,
            _ => true,
        };
        if (!fits)
            found = fault(VerifyReason.WrongKind, word);
        return fits;
    }

    private bool ReachHandler(int word, int depth, bool started)
    {
        if (!function.Handlers.TryFind(word, out var range))
            return true;
        if (depth < range.Depth)
        {
            found = fault(VerifyReason.BadHandler, word);
            return false;
        }

        Reach(range.Target, range.Depth + 1, started, word);
        return found is null;
    }

    private void Reach(int word, int depth, bool started, int from)
    {
        if (found is not null)
            return;
        if (word >= code.Length)
        {
            found = fault(VerifyReason.RunsOverEnd, from);
            return;
        }

        if (depth < 0 || depth > function.StackMax)
        {
            found = fault(depth < 0 ? VerifyReason.StackUnderflow : VerifyReason.StackOverflow, from);
            return;
        }

        int state = 1 + 2 * depth + (started ? 1 : 0);
        if (states[word] == Unknown)
        {
            states[word] = state;
            pending.Push(word);
        }
        else if (states[word] != state)
        {
            found = fault(VerifyReason.StackMismatch, word);
        }
    }
}
