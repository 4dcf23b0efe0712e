using Chain.Script.Builtins;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Tests.Builtins;

/// <summary>The table of Map and Set against a plain list that does the same slowly.</summary>
public class OrderedTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_table_agrees_with_a_list_over_random_operations(int seed)
    {
        var machine = NewMachine();
        var table = new OrderedTable();
        var model = new List<(double Key, double Value)>();
        var chance = new Random(seed);
        for (int step = 0; step < 20_000; step++)
        {
            double key = chance.Next(1 + (step / 50 % 200));
            int place = model.FindIndex(entry => entry.Key == key);
            switch (chance.Next(8))
            {
                case 0 or 1 or 2:
                    table.Set(machine, Value.Number(key), Value.Number(step));
                    if (place >= 0)
                        model[place] = (key, step);
                    else
                        model.Add((key, step));
                    break;
                case 3 or 4 or 5:
                    Assert.Equal(place >= 0, table.Delete(machine, Value.Number(key)));
                    if (place >= 0)
                        model.RemoveAt(place);
                    break;
                case 6 when chance.Next(200) == 0:
                    table.Clear();
                    model.Clear();
                    break;
                default:
                    int found = table.Find(machine, Value.Number(key));
                    Assert.Equal(place >= 0, found >= 0);
                    if (found >= 0)
                        Assert.Equal(model[place].Value, table.ValueAt(found).AsNumber);
                    break;
            }

            Assert.Equal(model.Count, table.Count);
        }

        Assert.Equal(model.Select(entry => entry.Key), Keys(machine, table));
        Assert.Equal(model.Select(entry => entry.Key), Keys(machine, table.Copy(machine)));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Walks_see_what_is_added_and_miss_nothing_that_stays(int seed)
    {
        var machine = NewMachine();
        var table = new OrderedTable();
        var chance = new Random(seed);
        double next = 0;
        var live = new List<double>();
        var seen = new List<double>();
        var walk = default(OrderedTable.Walk);
        for (int step = 0; step < 5_000; step++)
        {
            int act = chance.Next(10);
            if (act < 5)
            {
                table.Set(machine, Value.Number(next), Value.Undefined);
                live.Add(next++);
            }
            else if (act < 8 && live.Count > 0)
            {
                double victim = live[chance.Next(live.Count)];
                Assert.True(table.Delete(machine, Value.Number(victim)));
                live.Remove(victim);
            }
            else if (act == 8 && chance.Next(100) == 0)
            {
                table.Clear();
                live.Clear();
            }
            else
            {
                // The next of a walk is the first live key above the last one that it gave: keys are added in growing order here.
                double last = seen.Count == 0 ? -1 : seen[^1];
                var expected = live.Where(key => key > last).Take(1).ToArray();
                int place = table.Step(machine, ref walk);
                Assert.Equal(expected, place < 0 ? [] : [table.KeyAt(place).AsNumber]);
                seen.AddRange(expected);
            }
        }
    }

    [Fact]
    public void Keys_are_equal_as_SameValueZero_has_it()
    {
        var machine = NewMachine();
        var table = new OrderedTable();
        table.Set(machine, Value.Number(-0.0), Value.Number(1));
        table.Set(machine, Value.Number(0), Value.Number(2));
        table.Set(machine, Value.NaN, Value.Number(3));
        table.Set(machine, Value.NaN, Value.Number(4));
        table.Set(machine, Value.String("1"), Value.Number(5));
        table.Set(machine, Value.Number(1), Value.Number(6));
        table.Set(machine, Value.BigInt(1), Value.Number(7));
        table.Set(machine, Value.BigInt(1), Value.Number(8));
        table.Set(machine, Value.True, Value.Number(9));
        table.Set(machine, Value.Of(JsString.Of("on" + "e")), Value.Number(10));
        table.Set(machine, Value.Of(JsString.Of(new string("one"))), Value.Number(11));
        Assert.Equal(7, table.Count);
        Assert.Equal(2, table.ValueAt(table.Find(machine, Value.Number(-0.0))).AsNumber);
        Assert.Equal(4, table.ValueAt(table.Find(machine, Value.NaN)).AsNumber);
        Assert.Equal(8, table.ValueAt(table.Find(machine, Value.BigInt(1))).AsNumber);
        Assert.Equal(11, table.ValueAt(table.Find(machine, Value.String("one"))).AsNumber);
        Assert.False(double.IsNegative(table.KeyAt(0).AsNumber));
    }

    [Fact]
    public void Growth_counts_the_published_bytes_before_it_happens()
    {
        var machine = new Machine(new MachineOptions { GasLimit = 1_000_000, MemoryLimit = 4 * OrderedTable.BytesPerEntry });
        var table = new OrderedTable();
        for (int i = 0; i < 4; i++)
            table.Set(machine, Value.Number(i), Value.Undefined);
        Assert.Equal(4 * OrderedTable.BytesPerEntry, machine.Meter.MemoryUsed);
        var halt = Assert.Throws<Halt>(() => table.Set(machine, Value.Number(4), Value.Undefined));
        Assert.Equal(HaltReason.OutOfMemory, halt.Reason);
    }

    [Fact]
    public void A_queue_of_constant_length_does_not_grow_and_passes_few_holes()
    {
        var machine = NewMachine();
        var table = new OrderedTable();
        for (int i = 0; i < 8; i++)
            table.Set(machine, Value.Number(i), Value.Undefined);
        long memory = machine.Meter.MemoryUsed;
        long gas = machine.Meter.GasUsed;
        for (int i = 8; i < 100_008; i++)
        {
            var walk = default(OrderedTable.Walk);
            int first = table.Step(machine, ref walk);
            Assert.True(table.Delete(machine, table.KeyAt(first)));
            table.Set(machine, Value.Number(i), Value.Undefined);
        }

        Assert.True(machine.Meter.MemoryUsed - memory <= 32 * OrderedTable.BytesPerEntry);
        Assert.InRange(machine.Meter.GasUsed - gas, 1, 100_000 * 20);
    }

    [Fact]
    public void Long_text_keys_pay_by_their_length()
    {
        var machine = NewMachine();
        var table = new OrderedTable();
        table.Set(machine, Value.String(new string('k', 160_000)), Value.Undefined);
        long before = machine.Meter.GasUsed;
        Assert.True(table.Find(machine, Value.String(new string('k', 160_000))) >= 0);
        Assert.True(machine.Meter.GasUsed - before >= 2 * 160_000 / 16);
    }

    private static Machine NewMachine() => new(new MachineOptions { GasLimit = long.MaxValue, MemoryLimit = long.MaxValue });

    private static List<double> Keys(Machine machine, OrderedTable table)
    {
        var keys = new List<double>();
        var walk = default(OrderedTable.Walk);
        for (int place = table.Step(machine, ref walk); place >= 0; place = table.Step(machine, ref walk))
            keys.Add(table.KeyAt(place).AsNumber);
        return keys;
    }
}
