using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Metering;
using Chain.Script.Tests.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Hosting;

/// <summary>What a host gives to scripts and takes from them.</summary>
public sealed class HostValuesTests
{
    private static readonly HostLayout Point = HostLayout.OfNames("x", "y");
    private static readonly JsObject Shared = MakeShared(out Handles, out Constructor);
    private static readonly HostLayout Handles;
    private static readonly NativeFunction Constructor;

    [Theory]
    [InlineData("point.x + point.y + ' ' + Object.keys(point) + ' ' + Object.isFrozen(point)", "34 x,y true")]
    [InlineData("items.join() + ' ' + items.length + ' ' + Object.isFrozen(items) + Array.isArray(items)", "1,2 2 truetrue")]
    [InlineData("raw + ' ' + raw.subarray(1) + ' ' + (raw instanceof Uint8Array)", "5,6 6 true")]
    [InlineData("let s = 0; for (let i = 0; i < 9; i++) s += point.x.length; s + items.map(n => n + 1).join()", "92,3")]
    [InlineData("handle.answer() + ' ' + handle.kind + ' ' + [...handle]", "42 handle a")]
    [InlineData("Object.freeze(point) === point && Object.freeze(handle) === handle && String(Object.getPrototypeOf(items) === Array.prototype)", "true")]
    [InlineData("text + big", "shared12345678901234567890")]
    public void Values_of_a_host_are_ordinary_and_frozen(string source, string expected)
    {
        var result = Run(source);
        Assert.True(result.IsCompleted, $"{result.Status} {result.Error} {result.Fault}");
        Assert.Equal(expected, result.Value.ToString());
    }

    [Theory]
    [InlineData("point.x = 1")]
    [InlineData("point.z = 1")]
    [InlineData("delete point.x")]
    [InlineData("Object.setPrototypeOf(point, null)")]
    [InlineData("items[0] = 1")]
    [InlineData("items.push(1)")]
    [InlineData("items.length = 0")]
    [InlineData("raw[0] = 1")]
    [InlineData("raw.fill(1)")]
    [InlineData("raw.subarray(0)[0] = 1")]
    [InlineData("handle.x = 1")]
    [InlineData("Object.getPrototypeOf(handle).answer = 1")]
    [InlineData("handle.answer.call({})")]
    public void They_refuse_every_change(string source)
    {
        var result = Run(source);
        Assert.Equal((RunStatus.Thrown, "TypeError"), (result.Status, result.Error?.Code));
    }

    [Fact]
    public void A_shared_text_is_counted_like_one_of_the_machines_own()
    {
        var shared = JsString.Constant("a text of some length");
        var own = new Meter(1_000_000, 1_000_000);
        JsString.Create(own, "a text of some length");
        var machine = Scripts.NewMachine();
        HostValues.SharedText(machine, shared);
        Assert.Equal((own.GasUsed, own.MemoryUsed), (machine.Meter.GasUsed, machine.Meter.MemoryUsed));
    }

    [Fact]
    public void Two_machines_have_one_layout_and_pay_the_same()
    {
        long first = Run("point.x; items[0]; handle.answer()").GasUsed;
        Assert.Equal(first, Run("point.x; items[0]; handle.answer()").GasUsed);
    }

    [Theory]
    [InlineData("({ a: 1, b: 2, [Symbol.iterator]: 3 })", "a", HostLookup.Found, 2)]
    [InlineData("({ get a() { fail(); }, b: 2 })", "a", HostLookup.Accessor, 2)]
    [InlineData("Object.create({ a: 1 })", "a", HostLookup.Absent, 0)]
    [InlineData("({ a: 1, 5: 2 })", "b", HostLookup.Absent, 2)]
    [InlineData("const o = { a: 1, b: 2 }; delete o.a; o", "a", HostLookup.Absent, 1)]
    [InlineData("new (class { #p = 1; a = 2 })", "a", HostLookup.Found, 1)]
    public void Plain_data_is_read_without_running_anything(string source, string name, HostLookup expected, int names)
    {
        var machine = Scripts.NewMachine();
        Value value = machine.Run(Scripts.Compile(source)).Value;
        Assert.True(HostData.IsPlain(value));
        Assert.Equal((expected, names), (HostData.Read(machine, value.AsObject, PropertyKey.From(name), out _), HostData.CountNames(machine, value.AsObject)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("() => 1")]
    [InlineData("new Error()")]
    [InlineData("new Map()")]
    [InlineData("new Uint8Array(1)")]
    [InlineData("5")]
    [InlineData("handle")]
    public void What_is_more_than_data_is_not_plain(string source) => Assert.False(HostData.IsPlain(Run(source).Value));

    [Theory]
    [InlineData("5", true, 5)]
    [InlineData("-0", true, 0)]
    [InlineData("10", true, 10)]
    [InlineData("11", false, 0)]
    [InlineData("-1", false, 0)]
    [InlineData("1.5", false, 0)]
    [InlineData("NaN", false, 0)]
    [InlineData("Infinity", false, 0)]
    [InlineData("5n", false, 0)]
    [InlineData("'5'", false, 0)]
    public void An_integer_is_a_number_within_bounds(string source, bool expected, long integer)
    {
        Assert.Equal(expected, HostData.TryInteger(Scripts.Run(source).Value, 0, 10, out long read));
        Assert.Equal(integer, read);
    }

    [Fact]
    public void An_error_of_the_host_bears_a_code_for_the_script_and_data_for_the_host()
    {
        object data = new();
        var functions = new Dictionary<string, NativeCode>(StringComparer.Ordinal) { ["broken"] = Broken };
        Assert.Equal("Error|NO|not now|code", Scripts.RunWith("try { broken(); } catch (e) { `${e.name}|${e.code}|${e.message}|${Object.keys(e)}` }", functions).Value.ToString());
        RunResult uncaught = Scripts.RunWith("\nbroken()", functions);
        Assert.Same(data, HostData.OfError(uncaught.Value));
        Assert.Equal(("not now", 2), (uncaught.Error!.Message, uncaught.Error.Line));
        Assert.Equal("NO", HostData.TextOfThrown(Scripts.NewMachine(), uncaught.Value, "code"));

        Value Broken(Machine machine, in Arguments arguments) => throw HostErrors.New(machine, machine.Realm.Get(Intrinsic.ErrorPrototype), "NO", "not now", data);
    }

    [Fact]
    public void A_function_of_one_machine_bears_data()
    {
        var globals = new Dictionary<string, Value>(StringComparer.Ordinal);
        var machine = Scripts.NewMachine(globals: globals);
        globals["f"] = Value.Of(HostValues.Function(machine, JsString.Of("f"), static (Machine _, in Arguments arguments) => Value.String((string)HostValues.DataOf(arguments.Callee)!), 3, "the data"));
        Assert.Equal("the data f 0", machine.Run(Scripts.Compile("f.call(null) + ' ' + f.name + ' ' + f.length")).Value.ToString());
        Assert.Null(HostValues.DataOf(Shared));
    }

    private static RunResult Run(string source)
    {
        var globals = new Dictionary<string, Value>(StringComparer.Ordinal);
        var machine = new Machine(new MachineOptions { GasLimit = Scripts.Gas, Globals = globals, Host = "host" });
        globals["point"] = HostValues.FrozenObject(machine, Point, [HostValues.Text(machine, "3"), Value.Number(4)]);
        globals["items"] = HostValues.FrozenArray(machine, [Value.Number(1), HostValues.Number(2)]);
        globals["raw"] = HostValues.Bytes(machine, [5, 6]);
        globals["text"] = HostValues.SharedText(machine, JsString.Constant("shared"));
        globals["big"] = HostValues.Integer(machine, System.Numerics.BigInteger.Parse("12345678901234567890", System.Globalization.CultureInfo.InvariantCulture));
        globals["handle"] = Value.Of(new Handle(machine, Handles));
        globals["Made"] = Value.Of(Constructor);
        return machine.Run(Scripts.Compile(source));
    }

    private static JsObject MakeShared(out HostLayout handles, out NativeFunction constructor)
    {
        var realm = new HostRealm();
        JsObject prototype = realm.Object();
        realm.Method(prototype, "answer", 0, Answer, 5).Constant(prototype, "kind", Value.Of(JsString.Constant("handle")));
        realm.Iterator(prototype, static (Machine machine, in Arguments _) => machine.Realm.Get(Intrinsic.ArrayValues) is NativeFunction values
            ? Operations.Call(machine, Value.Of(values), HostValues.FrozenArray(machine, [Value.String("a")]))
            : Value.Undefined, 5);
        constructor = realm.Constructor("Made", 0, static (Machine machine, in Arguments arguments) => HostErrors.Construct(machine, arguments, machine.Realm.Get(Intrinsic.ErrorPrototype)), 5, realm.Object());
        realm.Freeze();
        handles = HostLayout.OfPrototype(prototype);
        return prototype;

        static Value Answer(Machine machine, in Arguments arguments) =>
            arguments.This.IsObject && arguments.This.AsObject is Handle && machine.Host is "host" ? Value.Number(42) : throw HostErrors.New(machine, ErrorKind.TypeError, "not a handle");
    }

    private sealed class Handle(Machine machine, HostLayout layout) : HostHandle(machine, layout);
}
