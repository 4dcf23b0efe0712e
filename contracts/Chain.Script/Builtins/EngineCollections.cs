using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>What <c>collections.js</c> and <c>object.js</c> import from 'engine' for maps and sets.</summary>
internal static class EngineCollections
{
    /// <summary>The functions.</summary>
    internal static readonly EngineFunction[] All =
    [
        new("newMap", EngineCosts.Make, static (Machine machine, in Arguments args) => Value.Of(MapBuiltins.New(machine, args[0].IsObject ? args[0].AsObject : null))),
        new("newSet", EngineCosts.Make, static (Machine machine, in Arguments args) => Value.Of(SetBuiltins.New(machine, args[0].IsObject ? args[0].AsObject : null))),
        new("requireMap", EngineCosts.Plain, RequireMap),
        new("requireSet", EngineCosts.Plain, RequireSet),
        new("mapGet", EngineCosts.Property, MapGet),
        new("mapSet", EngineCosts.Property, MapSet),
        new("setAdd", EngineCosts.Property, SetAdd),
        new("setDelete", EngineCosts.Property, static (Machine machine, in Arguments args) => Value.Boolean(Table(args).Delete(machine, args[1]))),
        new("setHas", EngineCosts.Property, static (Machine machine, in Arguments args) => Value.Boolean(Table(args).Find(machine, args[1]) >= 0)),
        new("setSize", EngineCosts.Plain, static (Machine _, in Arguments args) => Value.Number(Table(args).Count)),
        new("setCopy", EngineCosts.Make, static (Machine machine, in Arguments args) => Value.Of(SetBuiltins.Copy(machine, (CollectionObject)args[0].AsObject))),
        new("setSizeOfRecord", EngineCosts.Plain, SizeOfRecord),
        new("cursorOf", EngineCosts.Make, CursorOf),
        new("cursorStep", EngineCosts.Plain, static (Machine machine, in Arguments args) => Value.Boolean(Cursor(args).Advance(machine))),
        new("cursorKey", EngineCosts.Plain, static (Machine _, in Arguments args) => Cursor(args).Key),
        new("cursorValue", EngineCosts.Plain, static (Machine _, in Arguments args) => Cursor(args).Item),
    ];

    private static OrderedTable Table(in Arguments args) => ((CollectionObject)args[0].AsObject).Table;

    private static CollectionIterator Cursor(in Arguments args) => (CollectionIterator)args[0].AsObject;

    private static Value RequireMap(Machine machine, in Arguments args)
    {
        MapBuiltins.Require(machine, args[0]);
        return Value.Undefined;
    }

    private static Value RequireSet(Machine machine, in Arguments args)
    {
        SetBuiltins.Require(machine, args[0]);
        return Value.Undefined;
    }

    private static Value MapGet(Machine machine, in Arguments args)
    {
        var table = Table(args);
        int place = table.Find(machine, args[1]);
        return place < 0 ? Value.Undefined : table.ValueAt(place);
    }

    private static Value MapSet(Machine machine, in Arguments args)
    {
        Table(args).Set(machine, args[1], args[2]);
        return Value.Undefined;
    }

    private static Value SetAdd(Machine machine, in Arguments args)
    {
        Table(args).Set(machine, args[1], Value.Undefined);
        return Value.Undefined;
    }

    /// <summary>The size that a set-like states: a number that is no NaN and not negative.</summary>
    private static Value SizeOfRecord(Machine machine, in Arguments args)
    {
        double stated = Conversions.ToNumber(machine, args[0]);
        if (double.IsNaN(stated))
            throw machine.ThrowType(BuiltinMessages.SetSizeInvalid);
        double size = Conversions.ToIntegerOrInfinity(machine, Value.Number(stated));
        return size >= 0 ? Value.Number(size) : throw machine.ThrowRange(BuiltinMessages.SetSizeNegative);
    }

    private static Value CursorOf(Machine machine, in Arguments args) =>
        Value.Of(CollectionIterator.Over(machine, (CollectionObject)args[0].AsObject, IterationKind.Keys));
}
