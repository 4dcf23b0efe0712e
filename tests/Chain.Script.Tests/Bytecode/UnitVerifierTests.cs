using Chain.Script.Bytecode;
using Chain.Script.Metering;

namespace Chain.Script.Tests.Bytecode;

public sealed class UnitVerifierTests
{
    public static TheoryData<string> Scripts => [.. Samples.Scripts];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Compiled_code_is_accepted(string source) => Assert.Null(UnitVerifier.Verify(Samples.Compile(source)));

    [Theory]
    [MemberData(nameof(Scripts))]
    public void StackMax_is_not_larger_than_needed(string source)
    {
        var unit = Samples.Compile(source);
        if (unit.Main.StackMax == 0)
            return;
        var fault = UnitVerifier.Verify(Samples.WithMain(unit, unit.Main.Words, unit.Main.StackMax - 1));
        Assert.NotNull(fault);
    }

    [Fact]
    public void A_word_that_is_no_opcode_is_refused() => Refused(VerifyReason.NoInstruction, words => words[2] = 10_000);

    [Fact]
    public void Cheaper_gas_is_refused() => Refused(VerifyReason.GasWrong, words => words[1]--);

    [Fact]
    public void A_slot_beyond_the_frame_is_refused() =>
        Refused(VerifyReason.OperandOutOfRange, words => words[Find(words, Opcode.StoreLocal) + 1] = 1_000);

    [Fact]
    public void A_constant_that_is_not_there_is_refused() =>
        Refused(VerifyReason.OperandOutOfRange, words => words[Find(words, Opcode.LoadConst) + 1] = 1_000);

    [Fact]
    public void A_jump_into_the_middle_is_refused() =>
        Refused(VerifyReason.OperandOutOfRange, words => words[Find(words, Opcode.JumpIfFalse) + 1]++);

    [Fact]
    public void A_negative_operand_is_refused() =>
        Refused(VerifyReason.OperandOutOfRange, words => words[Find(words, Opcode.StoreLocal) + 1] = -1);

    [Fact]
    public void An_operand_that_is_not_there_is_refused() =>
        Refused(VerifyReason.StackUnderflow, words => words[Find(words, Opcode.LoadConst)] = (int)Opcode.StoreLocal);

    [Fact]
    public void Two_depths_at_one_place_are_refused()
    {
        var unit = Samples.Compile("let a; a ? a : a;");
        int[] words = [.. unit.Main.Words];
        words[Find(words, Opcode.Jump)] = (int)Opcode.JumpIfTrue;
        Assert.NotNull(UnitVerifier.Verify(Samples.WithMain(unit, words)));
    }

    [Fact]
    public void Code_that_runs_over_its_end_is_refused() =>
        Assert.Equal(VerifyReason.RunsOverEnd, UnitVerifier.Verify(Samples.WithMain(Samples.Compile("1"), [(int)Opcode.Gas, 1, (int)Opcode.LoadUndefined]))!.Reason);

    [Fact]
    public void Code_that_is_not_there_is_refused() =>
        Assert.Equal(VerifyReason.RunsOverEnd, UnitVerifier.Verify(Samples.WithMain(Samples.Compile("1"), []))!.Reason);

    [Fact]
    public void A_yield_outside_of_a_generator_is_refused()
    {
        var unit = Samples.Compile("1");
        int gas = GasTable.Cost(Opcode.InitialYield);
        int[] words = [(int)Opcode.Gas, gas, (int)Opcode.InitialYield, .. unit.Main.Words];
        Assert.Equal(VerifyReason.WrongKind, UnitVerifier.Verify(Samples.WithMain(unit, words))!.Reason);
    }

    /// <summary>Whatever words a file holds, verifying and, where that accepts them, encoding and disassembling end without an exception.</summary>
    [Fact]
    public void Changed_words_never_throw()
    {
        ulong state = 0x9E3779B97F4A7C15;
        int accepted = 0, refused = 0;
        foreach (string source in Samples.Scripts)
        {
            var unit = Samples.Compile(source);
            for (int round = 0; round < 300; round++)
            {
                int[] words = [.. unit.Main.Words];
                for (int change = Next(ref state, 3); change >= 0; change--)
                    words[Next(ref state, words.Length)] = Change(ref state, words);
                var changed = Samples.WithMain(unit, words);
                if (UnitVerifier.Verify(changed) is null)
                {
                    accepted++;
                    Assert.NotNull(UnitEncoding.TryRead(UnitEncoding.ToBytes(changed), unit.Lines));
                }
                else
                {
                    refused++;
                }

                Assert.NotEmpty(Disassembler.Text(changed));
            }
        }

        Assert.True(refused > accepted);
    }

    private static int Change(ref ulong state, int[] words) => Next(ref state, 4) switch
    {
        0 => words[Next(ref state, words.Length)],
        1 => Next(ref state, OpcodeInfo.Count),
        2 => Next(ref state, words.Length),
        _ => (int)Step(ref state),
    };

    private static int Next(ref ulong state, int bound) => (int)(Step(ref state) % (uint)bound);

    private static uint Step(ref ulong state)
    {
        state = state * 6364136223846793005 + 1442695040888963407;
        return (uint)(state >> 32);
    }

    private static int Find(int[] words, Opcode opcode)
    {
        for (int word = 0; word < words.Length; word += OpcodeInfo.Of((Opcode)words[word]).Length)
        {
            if (words[word] == (int)opcode)
                return word;
        }

        throw new InvalidOperationException("the sample lacks the instruction");
    }

    private static void Refused(VerifyReason reason, Action<int[]> change)
    {
        var unit = Samples.Compile("let a = 'x'; if (a) a = 'y';");
        int[] words = [.. unit.Main.Words];
        change(words);
        Assert.Equal(reason, UnitVerifier.Verify(Samples.WithMain(unit, words))?.Reason);
    }
}
