using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Tests.Values;

public sealed class JsStringTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rope_of_any_depth_is_flattened(bool leftDeep)
    {
        var meter = new Meter(long.MaxValue, long.MaxValue);
        var rope = JsString.Of(new string('-', 32));
        for (int i = 0; i < 500_000; i++)
        {
            var piece = JsString.OfUnit((char)('a' + i % 26));
            rope = leftDeep ? JsString.Concat(meter, rope, piece) : JsString.Concat(meter, piece, rope);
        }
        string text = rope.Flat(meter);
        Assert.Equal(500_032, text.Length);
        for (int i = 0; i < 500_000; i++)
            Assert.Equal((char)('a' + i % 26), leftDeep ? text[32 + i] : text[499_999 - i]);
    }

    [Fact]
    public void Flattening_is_charged_once()
    {
        var meter = new Meter(1_000_000, 1_000_000);
        var rope = JsString.Concat(meter, JsString.Of(new string('a', 3_000)), JsString.Of(new string('b', 3_000)));
        long before = meter.GasUsed;
        rope.Flat(meter);
        long once = meter.GasUsed - before;
        rope.Flat(meter);
        Assert.True(once >= 6_000 / 8);
        Assert.Equal(before + once, meter.GasUsed);
    }

    [Fact]
    public void A_rope_is_counted_by_its_joint_and_its_text_when_it_is_flat()
    {
        var meter = new Meter(1_000_000, 1_000_000);
        var rope = JsString.Concat(meter, JsString.Of(new string('a', 3_000)), JsString.Of(new string('b', 3_000)));
        Assert.Equal(MemoryCosts.Rope, meter.MemoryUsed);
        rope.Flat(meter);
        Assert.Equal(MemoryCosts.Rope + MemoryCosts.OfString(6_000), meter.MemoryUsed);
    }

    [Fact]
    public void Who_looks_at_a_rope_changes_nothing_of_it()
    {
        var meter = new Meter(1_000_000, 1_000_000);
        var rope = JsString.Concat(meter, JsString.Of(new string('a', 3_000)), JsString.Of(new string('b', 3_000)));
        Assert.Equal(6_000, rope.ToString().Length);
        Assert.Equal("aab", rope.Start(3_001)[^3..]);
        Assert.False(rope.IsFlat);
        Assert.Equal(MemoryCosts.Rope, meter.MemoryUsed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(531)]
    [InlineData(532)]
    [InlineData(9_999)]
    public void The_start_of_a_rope_is_the_start_of_its_text(int units)
    {
        var meter = new Meter(long.MaxValue, long.MaxValue);
        var left = JsString.Of(new string('-', 32));
        var right = left;
        for (int i = 0; i < 500; i++)
            (left, right) = (JsString.Concat(meter, left, JsString.OfUnit((char)('a' + i % 26))), JsString.Concat(meter, JsString.OfUnit((char)('a' + i % 26)), right));
        foreach (var rope in (JsString[])[left, right, JsString.Concat(meter, left, right)])
            Assert.Equal(rope.ToString()[..Math.Min(units, rope.Length)], rope.Start(units));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("4294967294", true)]
    [InlineData("4294967295", false)]
    [InlineData("01", false)]
    [InlineData("-1", false)]
    [InlineData("1.0", false)]
    [InlineData("", false)]
    [InlineData("99999999999", false)]
    public void An_array_index_is_recognised(string text, bool expected) => Assert.Equal(expected, PropertyKey.From(text).IsIndex);
}
