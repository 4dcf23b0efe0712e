using Chain.Script.Bytecode;

namespace Chain.Script.Execution;

/// <summary>
/// Finds sequences of canonical instructions that the loop does at once.
/// </summary>
/// <remarks>
/// Jumps and handlers lead to <see cref="Opcode.Gas"/> only, which is never part of a sequence, and a generator goes on only behind a yield, which is none either: so nothing
/// can come into the middle of one except the loop itself, which is welcome there. Gas, positions and handlers are those of the canonical code and never see any of this.
/// </remarks>
internal static class Fusion
{
    private const int None = -1;

    /// <summary>A copy of canonical code with fused instructions in it; the code itself when there is nothing to fuse.</summary>
    public static int[] Of(int[] words)
    {
        int[]? fused = null;
        for (int at = 0; at < words.Length; at += OpcodeInfo.Of((Opcode)words[at]).Length)
        {
            int opcode = (int)At(words, at);
            if (opcode == None)
                continue;
            fused ??= words.AsSpan().ToArray();
            fused[at] = opcode;
        }

        return fused ?? words;
    }

    private static FusedOpcode At(int[] words, int at) => (Opcode)words[at] switch
    {
        Opcode.LoadLocal => AfterLocal(words, at),
        Opcode.LoadInt => Is(words, at + 2) switch
        {
            Opcode.Add => FusedOpcode.IAdd,
            Opcode.Sub => FusedOpcode.ISub,
            Opcode.Mul => FusedOpcode.IMul,
            Opcode.BitAnd => FusedOpcode.IBitAnd,
            _ => (FusedOpcode)None,
        },
        Opcode.Less => Compare(words, at, FusedOpcode.LessJumpIfFalse, FusedOpcode.LessJumpIfTrue),
        Opcode.LessEqual => Compare(words, at, FusedOpcode.LessEqualJumpIfFalse, FusedOpcode.LessEqualJumpIfTrue),
        Opcode.Greater => Compare(words, at, FusedOpcode.GreaterJumpIfFalse, FusedOpcode.GreaterJumpIfTrue),
        Opcode.GreaterEqual => Compare(words, at, FusedOpcode.GreaterEqualJumpIfFalse, FusedOpcode.GreaterEqualJumpIfTrue),
        Opcode.StrictEqual => Compare(words, at, FusedOpcode.EqualJumpIfFalse, FusedOpcode.EqualJumpIfTrue),
        Opcode.StrictNotEqual => Compare(words, at, FusedOpcode.NotEqualJumpIfFalse, (FusedOpcode)None),
        Opcode.Add when Is(words, at + 1) == Opcode.StoreLocal => FusedOpcode.AddS,
        Opcode.LoadThis when Is(words, at + 1) == Opcode.GetNamed => FusedOpcode.ThisGetNamed,
        Opcode.LoadCaptured when Is(words, at + 2) == Opcode.LoadUndefined => FusedOpcode.CapturedUndefined,
        Opcode.StoreLocal when Is(words, at + 2) == Opcode.LoadLocal && words[at + 1] == words[at + 3] => FusedOpcode.SL,
        _ => (FusedOpcode)None,
    };

    private static FusedOpcode AfterLocal(int[] words, int at)
    {
        switch (Is(words, at + 2))
        {
            case Opcode.LoadInt:
                return Is(words, at + 4) switch
                {
                    Opcode.Add => FusedOpcode.LIAdd,
                    Opcode.Sub => FusedOpcode.LISub,
                    Opcode.Mul => FusedOpcode.LIMul,
                    Opcode.Less => Compare(words, at + 4, FusedOpcode.LILessJumpIfFalse, FusedOpcode.LILessJumpIfTrue),
                    _ => (FusedOpcode)None,
                };
            case Opcode.LoadLocal:
                return Is(words, at + 4) switch
                {
                    Opcode.Add => FusedOpcode.LLAdd,
                    Opcode.Sub => FusedOpcode.LLSub,
                    Opcode.Mul => FusedOpcode.LLMul,
                    Opcode.GetElement => FusedOpcode.LLGetElement,
                    Opcode.Less when Compare(words, at + 4, FusedOpcode.LLLessJumpIfFalse, FusedOpcode.LLLessJumpIfTrue) is var compare && (int)compare != None => compare,
                    _ => FusedOpcode.LL,
                };
            case Opcode.Inc when Is(words, at + 3) == Opcode.StoreLocal && words[at + 1] == words[at + 4]:
                return FusedOpcode.LIncS;
            case Opcode.Add:
                return FusedOpcode.LAdd;
            case Opcode.Sub:
                return FusedOpcode.LSub;
            case Opcode.Mul:
                return FusedOpcode.LMul;
            case Opcode.GetNamed:
                return FusedOpcode.LGetNamed;
            default:
                return (FusedOpcode)None;
        }
    }

    private static FusedOpcode Compare(int[] words, int at, FusedOpcode ifFalse, FusedOpcode ifTrue) => Is(words, at + 1) switch
    {
        Opcode.JumpIfFalse => ifFalse,
        Opcode.JumpIfTrue => ifTrue,
        _ => (FusedOpcode)None,
    };

    /// <summary>The opcode at a word that is the beginning of an instruction, or Gas beyond the end.</summary>
    private static Opcode Is(int[] words, int at) => at < words.Length ? (Opcode)words[at] : Opcode.Gas;
}
