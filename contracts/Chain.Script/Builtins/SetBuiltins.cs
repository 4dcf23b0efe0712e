using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Set.prototype; the constructor, <c>forEach</c> and the methods on two sets are in <c>collections.js</c>.</summary>
internal static class SetBuiltins
{
    /// <summary>Puts the methods on the prototype.</summary>
    internal static void Install(RealmBuilder realm)
    {
        var prototype = realm.Fill(Intrinsic.SetPrototype, "Set.prototype");
        prototype.Method(CollectionCosts.SetAdd, 1, Add);
        prototype.Method(CollectionCosts.SetClear, 0, Clear);
        prototype.Method(CollectionCosts.SetDelete, 1, Delete);
        prototype.Method(CollectionCosts.SetEntries, 0, static (Machine machine, in Arguments args) => Walk(machine, args, IterationKind.Entries));
        prototype.Method(CollectionCosts.SetHas, 1, Has);
        prototype.Getter(CollectionCosts.SetSize, Size);
        var values = prototype.Method(CollectionCosts.SetValues, 0, static (Machine machine, in Arguments args) => Walk(machine, args, IterationKind.Values));
        prototype.Value(PropertyKey.From("keys"), values, PropertyFlags.Hidden);
        prototype.Value(WellKnown.Iterator, values, PropertyFlags.Hidden);
        prototype.Tag("Set");
        var iterator = realm.Fill(Intrinsic.SetIteratorPrototype, "%SetIteratorPrototype%");
        realm.Add(Intrinsic.SetIteratorNext, iterator.Method(CollectionCosts.SetNext, 0, SetIterator.NextCode).AsObject);
        iterator.Tag("Set Iterator");
    }

    /// <summary>A new set with the prototype that <c>new.target</c> names.</summary>
    internal static CollectionObject New(Machine machine, JsObject? newTarget)
    {
        machine.Meter.Allocate(MemoryCosts.Object + 40);
        return new CollectionObject(Operations.ShapeFrom(machine, newTarget, Intrinsic.SetPrototype), ObjectClass.Set);
    }

    /// <summary>A new set of the same values in the same order.</summary>
    internal static CollectionObject Copy(Machine machine, CollectionObject source)
    {
        machine.Meter.Allocate(MemoryCosts.Object + 40);
        return new CollectionObject(machine.RootShape(Intrinsic.SetPrototype), ObjectClass.Set, source.Table.Copy(machine));
    }

    /// <summary>The receiver as a set, or TypeError.</summary>
    internal static CollectionObject Require(Machine machine, Value receiver) =>
        receiver.IsObject && receiver.AsObject.Class == ObjectClass.Set ? (CollectionObject)receiver.AsObject : throw machine.ThrowType(BuiltinMessages.NotSet);

    private static Value Add(Machine machine, in Arguments args)
    {
        Require(machine, args.This).Table.Set(machine, args[0], Value.Undefined);
        return args.This;
    }

    private static Value Clear(Machine machine, in Arguments args)
    {
        Require(machine, args.This).Table.Clear();
        return Value.Undefined;
    }

    private static Value Delete(Machine machine, in Arguments args) => Value.Boolean(Require(machine, args.This).Table.Delete(machine, args[0]));

    private static Value Has(Machine machine, in Arguments args) => Value.Boolean(Require(machine, args.This).Table.Find(machine, args[0]) >= 0);

    private static Value Size(Machine machine, in Arguments args) => Value.Number(Require(machine, args.This).Table.Count);

    private static Value Walk(Machine machine, in Arguments args, IterationKind kind) =>
        Value.Of(CollectionIterator.Over(machine, Require(machine, args.This), kind));
}
