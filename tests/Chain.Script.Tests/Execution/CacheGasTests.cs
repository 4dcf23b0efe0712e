namespace Chain.Script.Tests.Execution;

/// <summary>Inline caches save time, never gas: each turn of a loop costs the same, whether it is the first or the thousandth.</summary>
public sealed class CacheGasTests
{
    [Theory]
    [InlineData("const o = { a: 1 }; const f = () => o.a;")]
    [InlineData("class A { m() { return 1; } } class B extends A {} class C extends B {} const o = new C(); const f = () => o.m();")]
    [InlineData("const o = { a: 1 }; const f = () => { o.a = o.a + 1; };")]
    [InlineData("class P { constructor() { this.x = 1; this.y = 2; } } let keep; const f = () => { keep = new P(); };")]
    [InlineData("const o = { get a() { return 1; }, set a(v) {} }; const f = () => { o.a = o.a; };")]
    [InlineData("const o = {}; const f = () => o.missing;")]
    [InlineData("const a = [1, 2, 3]; const f = () => a.length + a[1] + a.indexOf(2);")]
    [InlineData("const s = 'abc'; const f = () => s.length + s.charCodeAt(1);")]
    [InlineData("const p = { m() { return 1; } }; const o = Object.create(p); let n = 0; const f = () => { p.m = p.m; n += o.m(); };")]
    [InlineData("const f = () => Math.max(1, 2);")]
    public void Each_turn_of_a_loop_costs_the_same(string setup)
    {
        long ten = GasOf(setup, 10);
        long twenty = GasOf(setup, 20);
        long thousand = GasOf(setup, 1_000);
        Assert.Equal((twenty - ten) * 99, thousand - ten);
    }

    private static long GasOf(string setup, int turns)
    {
        var result = Scripts.Run($"{setup} for (let i = 0; i < {turns}; i++) f();");
        Assert.True(result.IsCompleted, result.Error?.ToString());
        return result.GasUsed;
    }
}
