namespace Chain.Script.Tests.Execution;

/// <summary>Whatever changes between two turns of a loop, the second turn sees it.</summary>
public sealed class InlineCacheTests
{
    private const string Twenty = "for (let i = 0; i < 20; i++) f(o);";

    [Theory]
    [InlineData("const p = { x: 1 }; const o = Object.create(p); const f = o => o.x;", "p.x = 2;", "2")]
    [InlineData("const p = { x: 1 }; const o = Object.create(p); const f = o => o.x;", "o.x = 3;", "3")]
    [InlineData("const p = { x: 1 }; const o = Object.create(p); const f = o => o.x;", "delete p.x;", "undefined")]
    [InlineData("const g = { x: 1 }; const p = Object.create(g); const o = Object.create(p); const f = o => o.x;", "p.x = 4;", "4")]
    [InlineData("const g = { x: 1 }; const p = Object.create(g); const o = Object.create(p); const f = o => o.x;", "Object.setPrototypeOf(p, { x: 5 });", "5")]
    [InlineData("const o = { x: 1 }; const f = o => o.x;", "Object.defineProperty(o, 'x', { get() { return 6; } });", "6")]
    [InlineData("const o = { x: 1 }; const f = o => o.x;", "delete o.x; o.y = 1; o.x = 7;", "7")]
    [InlineData("const o = { x: 1 }; const f = o => { try { o.x = o.x; } catch (e) { return e.name; } };", "Object.freeze(o);", "TypeError")]
    [InlineData("const p = {}; const o = Object.create(p); const f = o => { const n = Object.create(p); n.x = 1; return n.x; };", "Object.defineProperty(p, 'x', { set(v) {}, get() { return 8; } });", "8")]
    [InlineData("class A { m() { return 1; } } const o = new A(); const f = o => o.m();", "A.prototype.m = () => 9;", "9")]
    [InlineData("const o = Object.create(Function.prototype); const f = o => o.name;", "f2 = f(() => 1) + f(function named() {}); ", "named", "f2")]
    [InlineData("const o = Object.create(Array.prototype); const f = o => o.length;", "", "3", "f([1, 2, 3])")]
    [InlineData("const o = { length: 4 }; const f = o => o.length;", "", "2", "f([1, 2])")]
    public void A_change_is_seen(string setup, string change, string expected, string expression = "f(o)") =>
        Assert.Equal(expected, Scripts.Evaluate($"let f2; {setup} {Twenty} {change} String({expression})"));
}
