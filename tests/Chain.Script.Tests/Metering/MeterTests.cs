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

    [Fact]
    public void The_schedule_names_every_opcode_once()
    {
        var lines = GasTable.CanonicalText().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ').TakeWhile(word => !char.IsAsciiDigit(word[0])))).ToArray();
        Assert.Equal(lines.Length, lines.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(32, GasTable.Hash().Length);
    }
}
