using System.Globalization;
using Chain.Script.Tests.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Values;

/// <summary>Random changes of an object beside a plain list of what it should hold, in the order of the specification.</summary>
public sealed class PropertyModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void An_object_holds_what_was_put_into_it_in_order(int seed)
    {
        var random = new Random(seed);
        var machine = Scripts.NewMachine(long.MaxValue, long.MaxValue);
        for (int round = 0; round < 60; round++)
        {
            var target = machine.NewObject();
            var model = new List<(string Name, double Value)>();
            int names = 1 + random.Next(120);
            for (int step = 0; step < 300; step++)
            {
                string name = random.Next(4) == 0 ? random.Next(names).ToString(CultureInfo.InvariantCulture) : "k" + random.Next(names).ToString(CultureInfo.InvariantCulture);
                Change(machine, random, target, model, name, step);
            }
            Compare(machine, target, model);
        }
    }

    private static void Change(Script.Execution.Machine machine, Random random, JsObject target, List<(string Name, double Value)> model, string name, double value)
    {
        var key = PropertyKey.From(name);
        int at = model.FindIndex(entry => string.Equals(entry.Name, name, StringComparison.Ordinal));
        switch (random.Next(5))
        {
            case 0:
                Assert.True(target.Delete(machine, key));
                if (at >= 0)
                    model.RemoveAt(at);
                break;
            case 1:
                Assert.True(target.DefineOwnProperty(machine, key, PropertyDescriptor.Data(Value.Number(value), PropertyFlags.All)));
                Put(model, at, name, value);
                break;
            default:
                Assert.True(target.Set(machine, key, Value.Number(value), Value.Of(target)));
                Put(model, at, name, value);
                break;
        }
    }

    private static void Put(List<(string Name, double Value)> model, int at, string name, double value)
    {
        if (at >= 0)
            model[at] = (name, value);
        else
            model.Add((name, value));
    }

    private static void Compare(Script.Execution.Machine machine, JsObject target, List<(string Name, double Value)> model)
    {
        var ordered = model.Where(entry => PropertyKey.From(entry.Name).IsIndex).OrderBy(entry => PropertyKey.From(entry.Name).Index)
            .Concat(model.Where(entry => !PropertyKey.From(entry.Name).IsIndex)).ToArray();
        Assert.Equal(ordered.Select(entry => entry.Name), target.OwnKeys(machine).Select(key => key.ToString()));
        foreach (var (name, value) in ordered)
            Assert.Equal(value, target.Get(machine, PropertyKey.From(name)).AsNumber);
    }
}
