using Chain.Script.Metering;

namespace Chain.Script.Tests.Metering;

public sealed class MeterTests
{
    [Fact]
    public void A_charge_beyond_what_is_left_uses_up_all_and_halts()
    {
        var meter = new Meter(100, 100);
        meter.Charge(60);
        Assert.Equal(HaltReason.OutOfGas, Assert.Throws<Halt>(() => meter.Charge(41)).Reason);
        Assert.Equal((100L, 0L), (meter.GasUsed, meter.GasLeft));
    }

    [Fact]
    public void A_product_that_no_number_holds_halts_too()
    {
        var meter = new Meter(long.MaxValue, 0);
        Assert.Throws<Halt>(() => meter.Charge(long.MaxValue / 2, 3));
    }

    [Fact]
    public void Memory_beyond_the_limit_halts_and_is_not_counted()
    {
        var meter = new Meter(1_000, 100);
        meter.Allocate(100);
        Assert.Equal(HaltReason.OutOfMemory, Assert.Throws<Halt>(() => meter.Allocate(1)).Reason);
        Assert.Equal(100, meter.MemoryUsed);
    }

    [Theory]
    [InlineData("[]", MemoryCosts.Array + MemoryCosts.ArrayHead)]
    [InlineData("[1, 2, 3]", MemoryCosts.Array + MemoryCosts.ArrayHead + 3 * MemoryCosts.Slot)]
    [InlineData("'x'.repeat(1000)", MemoryCosts.String + 2000)]
    public void A_thing_is_counted_by_the_published_sizes(string expression, int bytes)
    {
        // Two of it against one of it: what the run itself needs falls out.
        long one = Execution.Scripts.Run($"let a, b; a = {expression}; a").MemoryUsed;
        long two = Execution.Scripts.Run($"let a, b; a = {expression}; b = {expression}; a").MemoryUsed;
        Assert.Equal(bytes, two - one);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData((8 << 20) - 1, 1)]
    [InlineData(8 << 20, 2)]
    [InlineData(16 << 20, 3)]
    [InlineData(31 << 20, 4)]
    [InlineData(32 << 20, 5)]
    [InlineData(1 << 30, 5)]
    public void Everything_costs_more_when_much_memory_was_made(long bytes, long times)
    {
        var meter = new Meter(1L << 40, 1L << 40);
        meter.Allocate(bytes);
        long before = meter.GasUsed;
        meter.Charge(7);
        meter.Charge(3, 100);
        Assert.Equal(times * 307, meter.GasUsed - before);
        Assert.Throws<Halt>(() => meter.Charge(long.MaxValue / 2));
        Assert.Equal(0, meter.GasLeft);
    }

    [Fact]
    public void Code_that_runs_in_much_memory_costs_the_same_multiple_whether_caches_answer_or_not()
    {
        const string Work = "const o = Object.create({ far: 1 }); o.near = 1; const f = () => { let s = 0; for (let i = 0; i < 200; i++) { s += o.far + o.near; const p = { a: i }; p.b = s; } return s; }; ";
        long Gas(string source) => Execution.Scripts.Run(source, gas: 1L << 40).GasUsed;
        long Memory(string source) => Execution.Scripts.Run(source, gas: 1L << 40).MemoryUsed;
        const string Fill = "let t = 'x'.repeat(1048576); t = 'x'.repeat(1048575); t = 'x'.repeat(1048574); t = 'x'.repeat(1048573); ";
        string Calls(int count) => Work + $"for (let k = 0; k < {count}; k++) f();";
        long near = Gas(Calls(4)) - Gas(Calls(1));
        long far = Gas(Fill + Calls(4)) - Gas(Fill + Calls(1));
        Assert.InRange(Memory(Fill + Calls(4)), 8 << 20, 16 << 20);
        Assert.Equal(2 * near, far);
    }

    [Fact]
    public void The_schedule_names_every_opcode_once()
    {
        var lines = GasTable.CanonicalText().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ').TakeWhile(word => !char.IsAsciiDigit(word[0])))).ToArray();
        Assert.Equal(lines.Length, lines.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(32, GasTable.Hash().Length);
    }
}
