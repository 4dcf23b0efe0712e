using Chain.Script.Execution;

namespace Chain.Contracts.Tests.Compiling;

public class ModuleNamesTests
{
    [Fact]
    public void The_global_names_are_those_of_the_realm()
    {
        var machine = new Machine(new MachineOptions { GasLimit = long.MaxValue });
        string[] names = [.. Realm.Shared.Global.OwnKeys(machine).Select(key => key.ToString()).Order(StringComparer.Ordinal)];
        Assert.Equal(string.Join(' ', names), string.Join(' ', ModuleNames.Globals.Order(StringComparer.Ordinal)));
    }
}
