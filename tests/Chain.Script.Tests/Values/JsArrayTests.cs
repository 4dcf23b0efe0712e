using Chain.Script.Tests.Execution;

namespace Chain.Script.Tests.Values;

public sealed class JsArrayTests
{
    [Theory]
    [InlineData("a[3] = 4", "1,2,3,4")]
    [InlineData("a.length = 1", "1")]
    [InlineData("a.length = 3", "1,2,3")]
    [InlineData("a.length = 0; a[0] = 9", "9")]
    [InlineData("Object.defineProperty(a, '1', { value: 8 })", "1,8,3")]
    [InlineData("Object.defineProperty(a, '3', { value: 8, writable: true, enumerable: true, configurable: true })", "1,2,3,8")]
    [InlineData("a['1'] = 7", "1,7,3")]
    [InlineData("delete a[5]", "1,2,3")]
    [InlineData("a.x = 1; delete a.x", "1,2,3")]
    public void What_makes_no_hole_is_allowed(string change, string expected) => Assert.Equal(expected, Scripts.Evaluate($"const a = [1, 2, 3]; {change}; a.join()"));

    [Theory]
    [InlineData("a[4] = 1", "TypeError")]
    [InlineData("a.length = 4", "TypeError")]
    [InlineData("delete a[1]", "TypeError")]
    [InlineData("Object.defineProperty(a, '0', { get() {} })", "TypeError")]
    [InlineData("Object.defineProperty(a, '0', { enumerable: false })", "TypeError")]
    [InlineData("Object.defineProperty(a, '3', { value: 1 })", "TypeError")]
    [InlineData("a.length = -1", "RangeError")]
    [InlineData("a.length = 1.5", "RangeError")]
    [InlineData("a.length = 4294967296", "RangeError")]
    [InlineData("Object.freeze(a); a[0] = 1", "TypeError")]
    [InlineData("Object.freeze(a).push(1)", "TypeError")]
    [InlineData("Object.seal(a).pop()", "TypeError")]
    [InlineData("Object.preventExtensions(a); a[3] = 1", "TypeError")]
    [InlineData("Object.defineProperty(a, 'length', { writable: false }); a.push(1)", "TypeError")]
    public void What_makes_a_hole_or_is_closed_is_refused(string change, string code) => Assert.Equal(code, Scripts.Run($"const a = [1, 2, 3]; {change};").Error?.Code);

    [Fact]
    public void The_longest_array_ends_in_a_RangeError_that_can_be_caught() =>
        Assert.Equal("RangeError 1048576", Scripts.Evaluate("const a = new Array(1048576); let name; try { a.push(1); } catch (e) { name = e.name; } name + ' ' + a.length"));
}
