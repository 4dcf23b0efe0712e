using Chain.Script.Bytecode;
using Chain.Script.Compiling;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Script.Tests.Language;

public sealed class ModuleTests
{
    [Fact]
    public void Exports_are_there_under_their_names()
    {
        var (machine, unit) = Run("export const a = 1; export function f() { return a + 1; } const c = 3; export { c as d, c as e }; export default class K { static v = 4; }");
        Assert.Equal("1", Text(machine, Export(machine, unit, "a")));
        Assert.Equal("2", Text(machine, machine.Call(Export(machine, unit, "f"), Value.Undefined).Value));
        Assert.Equal("3", Text(machine, Export(machine, unit, "d")));
        Assert.Equal("3", Text(machine, Export(machine, unit, "e")));
        Assert.True(Export(machine, unit, "default").IsCallable);
        Assert.False(machine.TryGetExport(unit, "c", out _));
    }

    [Fact]
    public void An_export_shows_later_assignments()
    {
        var (machine, unit) = Run("export let n = 0; export function inc() { n++; }");
        machine.Call(Export(machine, unit, "inc"), Value.Undefined);
        machine.Call(Export(machine, unit, "inc"), Value.Undefined);
        Assert.Equal("2", Text(machine, Export(machine, unit, "n")));
    }

    [Fact]
    public void A_default_expression_is_exported_and_named()
    {
        var (machine, unit) = Run("export default () => 1;");
        var function = Export(machine, unit, "default");
        Assert.Equal("default", Text(machine, Operations.Get(machine, function, PropertyKey.From("name"))));
    }

    [Fact]
    public void Imports_are_seen_in_all_functions_and_can_be_passed_on()
    {
        var (machine, unit) = Run("import { one, one as uno } from 'host'; import * as all from 'host'; export const sum = (() => one + uno + all.one)(); export { one };");
        Assert.Equal("3", Text(machine, Export(machine, unit, "sum")));
        Assert.Equal("1", Text(machine, Export(machine, unit, "one")));
    }

    [Fact]
    public void An_import_cannot_be_assigned()
    {
        var (machine, unit) = Run("import { one } from 'host'; export let error = ''; try { one = 2; } catch (e) { error = e.name; }");
        Assert.Equal("TypeError", Text(machine, Export(machine, unit, "error")));
    }

    [Fact]
    public void This_is_undefined_in_a_module_and_its_arrows()
    {
        var (machine, unit) = Run("export const t = typeof this + typeof (() => this)();");
        Assert.Equal("undefinedundefined", Text(machine, Export(machine, unit, "t")));
    }

    [Fact]
    public void A_variable_without_value_is_exported_as_undefined()
    {
        var (machine, unit) = Run("export var v; export let l;");
        Assert.True(Export(machine, unit, "v").IsUndefined);
        Assert.True(Export(machine, unit, "l").IsUndefined);
    }

    private static (Machine Machine, ScriptUnit Unit) Run(string source)
    {
        var compiled = ScriptCompiler.Compile(source, CompileOptions.Module);
        Assert.True(compiled.IsOk, compiled.Error?.ToString());
        Assert.Null(UnitVerifier.Verify(compiled.Unit));
        var machine = new Machine(new MachineOptions { GasLimit = 10_000_000, Modules = new OneModule() });
        var result = machine.Run(compiled.Unit);
        Assert.True(result.IsCompleted, $"{result.Status} {result.Error} {result.Fault}");
        return (machine, compiled.Unit);
    }

    private static Value Export(Machine machine, ScriptUnit unit, string name)
    {
        Assert.True(machine.TryGetExport(unit, name, out var value), name);
        return value;
    }

    private static string Text(Machine machine, Value value) => Conversions.ToString(machine, value).Flat(machine.Meter);

    private sealed class OneModule : IHostModules
    {
        public bool Has(string specifier) => specifier == "host";

        public bool TryGetExport(Machine machine, string specifier, string name, out Value value)
        {
            value = Value.Number(1);
            return name == "one";
        }

        public IReadOnlyList<string> ExportNames(string specifier) => ["one"];
    }
}
