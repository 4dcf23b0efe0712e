using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Tests.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Hosting;

public sealed class HostObjectTests
{
    private const string Prelude = "class Base { get inherited() { return 'base'; } size() { return 9; } }\n";

    [Theory]
    [InlineData("box.count = 5; box.count + 1", "6")]
    [InlineData("box.count++; ++box.count; box.count += 10; String(box.count)", "12")]
    [InlineData("String(Object.keys(box))", "count,fixed")]
    [InlineData("box.own = 1; String(Object.keys(box))", "count,fixed,own")]
    [InlineData("String('count' in box) + Object.hasOwn(box, 'fixed') + ('none' in box)", "truetruefalse")]
    [InlineData("const { count, ...rest } = box; count + ' ' + Object.keys(rest)", "0 fixed")]
    [InlineData("let n = ''; for (const key in box) n += key; n", "countfixed")]
    [InlineData("JSON.stringify(box)", """{"count":0,"fixed":7}""")]
    [InlineData("const heir = Object.create(box); box.count = 3; heir.count + ' ' + heir.fixed", "3 7")]
    [InlineData("Reflect.set(box, 'count', 4) + ' ' + Reflect.set(box, 'fixed', 4) + ' ' + box.count", "true false 4")]
    [InlineData("Reflect.set({}, 'count', 4, box) + ' ' + Reflect.set({}, 'fixed', 4, box) + ' ' + Reflect.set({}, 'own', 4, box) + ' ' + box.count + box.fixed + box.own", "true false true 474")]
    [InlineData("const o = { set(value) { super.count = value; super.own = value; } }; o.set.call(box, 6); box.count + ' ' + box.own", "6 6")]
    [InlineData("Reflect.defineProperty(box, 'count', { value: 1 }) + ' ' + Reflect.deleteProperty(box, 'count')", "false false")]
    [InlineData("let d = Object.getOwnPropertyDescriptor(box, 'fixed'); d.writable + ' ' + d.enumerable + ' ' + d.configurable", "false true false")]
    [InlineData("let s = 0; for (let i = 0; i < 20; i++) { box.count = i; s += box.count; } String(s)", "190")]
    public void Properties_of_the_host_are_found_by_name(string source, string expected) => Assert.Equal(expected, Evaluate(source));

    [Theory]
    [InlineData("box.fixed = 1")]
    [InlineData("delete box.count")]
    [InlineData("Object.defineProperty(box, 'count', { get() { return 1; } })")]
    [InlineData("Object.freeze(box)")]
    [InlineData("Object.seal(box)")]
    [InlineData("Object.preventExtensions(box); box.more = 1")]
    [InlineData("const heir = Object.create(box); heir.count = 1")]
    public void They_cannot_be_taken_away_or_redefined(string source)
    {
        var result = Run(source);
        Assert.Equal((RunStatus.Thrown, "TypeError"), (result.Status, result.Error!.Code));
    }

    [Fact]
    public void An_inline_cache_of_another_object_never_answers_for_it() =>
        Assert.Equal("12345|01234", Evaluate("""
            const plain = Object.create(Object.getPrototypeOf(box)); let out = ''; let own = '';
            const read = target => target.count;
            const write = (target, value) => { target.count = value; };
            for (let i = 0; i < 5; i++) { write(plain, i); own += read(plain); write(box, i + 1); out += read(box); }
            out + '|' + own
            """));

    [Fact]
    public void A_report_about_one_that_was_thrown_reads_nothing_of_the_host()
    {
        var machine = NewMachine(out var box);
        var result = machine.Run(Scripts.Compile("throw box;"));
        Assert.Equal((RunStatus.Thrown, 0), (result.Status, box.Reads));
        Assert.Null(HostData.TextOfThrown(machine, result.Value, "count"));
    }

    [Fact]
    public void A_closed_one_takes_no_more_properties_and_still_changes_those_of_the_host()
    {
        var machine = NewMachine(out var box);
        box.Close();
        Assert.Equal("TypeError", machine.Run(Scripts.Compile("box.more = 1")).Error!.Code);
        Assert.True(machine.Run(Scripts.Compile("box.count = 2; box.count === 2 || fail()")).IsCompleted);
    }

    private static string Evaluate(string source)
    {
        var result = Run(source);
        Assert.True(result.IsCompleted, $"{result.Status} {result.Error} {result.Fault}");
        return result.Value.ToString();
    }

    private static RunResult Run(string source) => NewMachine(out _).Run(Scripts.Compile(Prelude + source));

    private static Machine NewMachine(out Box box)
    {
        var globals = new Dictionary<string, Value>(StringComparer.Ordinal);
        var machine = Scripts.NewMachine(globals: globals);
        box = new Box(machine);
        globals["box"] = Value.Of(box);
        return machine;
    }

    private sealed class Box(Machine machine) : HostObject(machine, Realm.Shared.Get(Intrinsic.ObjectPrototype))
    {
        private static readonly PropertyKey Count = PropertyKey.From("count");
        private static readonly PropertyKey Fixed = PropertyKey.From("fixed");
        private Value count = Value.Number(0);

        internal int Reads { get; private set; }

        protected override IReadOnlyList<PropertyKey> HostNames => [Count, Fixed];

        protected override bool TryRead(Machine machine, PropertyKey key, out Value value, out bool isWritable)
        {
            isWritable = key == Count;
            value = isWritable ? count : Value.Number(7);
            bool isMine = isWritable || key == Fixed;
            Reads += isMine ? 1 : 0;
            return isMine;
        }

        protected override HostAssignment Write(Machine machine, PropertyKey key, Value value)
        {
            if (key == Fixed)
                return HostAssignment.ReadOnly;
            if (key != Count)
                return HostAssignment.NotTheHosts;
            count = value.IsNumber ? value : throw HostErrors.New(machine, ErrorKind.TypeError, "a number is needed");
            return HostAssignment.Done;
        }
    }
}
