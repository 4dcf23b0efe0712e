using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Map.prototype; the constructor and <c>forEach</c> are in <c>collections.js</c>.</summary>
internal static class MapBuiltins
{
    /// <summary>Puts the methods on the prototype.</summary>
    internal static void Install(RealmBuilder realm)
    {
        var prototype = realm.Fill(Intrinsic.MapPrototype, "Map.prototype");
        prototype.Method(CollectionCosts.MapClear, 0, Clear);
        prototype.Method(CollectionCosts.MapDelete, 1, Delete);
        var entries = prototype.Method(CollectionCosts.MapEntries, 0, static (Machine machine, in Arguments args) => Walk(machine, args, IterationKind.Entries));
        prototype.Method(CollectionCosts.MapGet, 1, Get);
        prototype.Method(CollectionCosts.MapHas, 1, Has);
        prototype.Method(CollectionCosts.MapKeys, 0, static (Machine machine, in Arguments args) => Walk(machine, args, IterationKind.Keys));
        prototype.Method(CollectionCosts.MapSet, 2, Set);
        prototype.Getter(CollectionCosts.MapSize, Size);
        prototype.Method(CollectionCosts.MapValues, 0, static (Machine machine, in Arguments args) => Walk(machine, args, IterationKind.Values));
        prototype.Value(WellKnown.Iterator, entries, PropertyFlags.Hidden);
        prototype.Tag("Map");
        var iterator = realm.Fill(Intrinsic.MapIteratorPrototype, "%MapIteratorPrototype%");
        realm.Add(Intrinsic.MapIteratorNext, iterator.Method(CollectionCosts.MapNext, 0, MapIterator.NextCode).AsObject);
        iterator.Tag("Map Iterator");
    }

    /// <summary>A new map with the prototype that <c>new.target</c> names.</summary>
    internal static CollectionObject New(Machine machine, JsObject? newTarget)
    {
        machine.Meter.Allocate(MemoryCosts.Object + 40);
        return new CollectionObject(Operations.ShapeFrom(machine, newTarget, Intrinsic.MapPrototype), ObjectClass.Map);
    }

    /// <summary>The receiver as a map, or TypeError.</summary>
    internal static CollectionObject Require(Machine machine, Value receiver) =>
        receiver.IsObject && receiver.AsObject.Class == ObjectClass.Map ? (CollectionObject)receiver.AsObject : throw machine.ThrowType(BuiltinMessages.NotMap);

    private static Value Clear(Machine machine, in Arguments args)
    {
        Require(machine, args.This).Table.Clear();
        return Value.Undefined;
    }

    private static Value Delete(Machine machine, in Arguments args) => Value.Boolean(Require(machine, args.This).Table.Delete(machine, args[0]));

    private static Value Get(Machine machine, in Arguments args)
    {
        var table = Require(machine, args.This).Table;
        int place = table.Find(machine, args[0]);
        return place < 0 ? Value.Undefined : table.ValueAt(place);
    }

    private static Value Has(Machine machine, in Arguments args) => Value.Boolean(Require(machine, args.This).Table.Find(machine, args[0]) >= 0);

    private static Value Set(Machine machine, in Arguments args)
    {
        Require(machine, args.This).Table.Set(machine, args[0], args[1]);
        return args.This;
    }

    private static Value Size(Machine machine, in Arguments args) => Value.Number(Require(machine, args.This).Table.Count);

    private static Value Walk(Machine machine, in Arguments args, IterationKind kind) =>
        Value.Of(CollectionIterator.Over(machine, Require(machine, args.This), kind));
}
