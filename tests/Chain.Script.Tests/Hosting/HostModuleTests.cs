using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Tests.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Hosting;

public sealed class HostModuleTests
{
    [Fact]
    public void A_module_imports_from_the_host_and_exports_to_it()
    {
        var unit = Scripts.Compile("import { twice, base as start } from 'chain'; import * as all from 'chain'; export const sum = twice(start) + Object.keys(all).length; export default () => sum;", isModule: true);
        var machine = Scripts.NewMachine(modules: new Doubling());
        Assert.Equal(RunStatus.Completed, machine.Run(unit).Status);
        Assert.True(machine.TryGetExport(unit, "sum", out var sum));
        Assert.True(machine.TryGetExport(unit, "default", out var function));
        Assert.Equal((42.0, 42.0), (sum.AsNumber, machine.Call(function, Value.Undefined).Value.AsNumber));
        Assert.False(machine.TryGetExport(unit, "other", out _));
    }

    [Theory]
    [InlineData("import { x } from 'elsewhere';", "ReferenceError")]
    [InlineData("import 'elsewhere';", "ReferenceError")]
    [InlineData("import { missing } from 'chain';", "SyntaxError")]
    [InlineData("import { base } from 'chain'; base = 1;", "TypeError")]
    [InlineData("import * as all from 'chain'; all.base = 1;", "TypeError")]
    [InlineData("import { twice } from 'chain'; twice.x = 1;", "TypeError")]
    [InlineData("import { twice } from 'chain'; new twice();", "TypeError")]
    public void What_the_host_does_not_offer_is_an_error(string source, string code) =>
        Assert.Equal(code, Scripts.NewMachine(modules: new Doubling()).Run(Scripts.Compile(source, isModule: true)).Error?.Code);

    [Fact]
    public void This_is_undefined_in_a_module()
    {
        var unit = Scripts.Compile("export const self = typeof this;", isModule: true);
        var machine = Scripts.NewMachine();
        machine.Run(unit);
        Assert.True(machine.TryGetExport(unit, "self", out var self));
        Assert.Equal("undefined", self.ToString());
    }

    [Fact]
    public void A_host_function_is_charged_before_it_runs()
    {
        var unit = Scripts.Compile("import { twice } from 'chain'; twice(1);", isModule: true);
        long used = Scripts.NewMachine(modules: new Doubling()).Run(unit).GasUsed;
        var modules = new Doubling();
        Assert.Equal(RunStatus.OutOfGas, Scripts.NewMachine(used - 1, modules: modules).Run(unit).Status);
        Assert.True(used > Doubling.Gas && modules.Calls == 0);
    }

    private sealed class Doubling : IHostModules
    {
        internal const int Gas = 500;

        internal int Calls { get; private set; }

        public bool Has(string specifier) => string.Equals(specifier, "chain", StringComparison.Ordinal);

        public IReadOnlyList<string> ExportNames(string specifier) => ["base", "twice"];

        public bool TryGetExport(Machine machine, string specifier, string name, out Value value)
        {
            value = name switch
            {
                "base" => Value.Number(20),
                "twice" => Value.Of(machine.NewFunction("twice", 1, Twice, Gas)),
                _ => Value.Undefined,
            };
            return !value.IsUndefined;
        }

        private Value Twice(Machine machine, in Arguments arguments)
        {
            Calls++;
            return Value.Number(arguments[0].AsNumber * 2);
        }
    }
}
