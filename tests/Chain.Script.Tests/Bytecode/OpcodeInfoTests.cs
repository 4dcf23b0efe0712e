using Chain.Script.Bytecode;

namespace Chain.Script.Tests.Bytecode;

public sealed class OpcodeInfoTests
{
    [Fact]
    public void Every_opcode_is_described_at_its_place()
    {
        var opcodes = Enum.GetValues<Opcode>();
        Assert.Equal(opcodes.Length, OpcodeInfo.Count);
        foreach (var opcode in opcodes)
            Assert.Equal(opcode, OpcodeInfo.Of(opcode).Opcode);
    }

    [Fact]
    public void Every_jump_target_has_a_depth()
    {
        foreach (var opcode in Enum.GetValues<Opcode>())
        {
            var info = OpcodeInfo.Of(opcode);
            Assert.Equal(info.Operands.Count(kind => kind == OperandKind.Target), info.TargetDeltas.Length);
        }
    }

    [Fact]
    public void What_jumps_or_ends_also_ends_its_block()
    {
        foreach (var opcode in Enum.GetValues<Opcode>())
        {
            var info = OpcodeInfo.Of(opcode);
            if (info.TargetDeltas.Length > 0 || !info.FallsThrough)
                Assert.True(info.EndsBlock, opcode.ToString());
        }
    }

    [Fact]
    public void A_word_beyond_the_last_opcode_is_none()
    {
        Assert.False(OpcodeInfo.Exists(OpcodeInfo.Count));
        Assert.False(OpcodeInfo.Exists(-1));
    }
}
