using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Iterator, Iterator.prototype and the prototypes of array iterators and generators. The helpers are in <c>iterators.js</c>.</summary>
internal static class IteratorBuiltins
{
    private static readonly JsString Tag = JsString.Constant("Iterator");

    /// <summary>Makes the constructor and fills the prototypes.</summary>
    internal static void Install(RealmBuilder realm)
    {
        realm.Constructor(Intrinsic.IteratorConstructor, Intrinsic.IteratorPrototype, "Iterator", 0, Construct, IteratorCosts.Constructor.Base);
        var prototype = realm.Fill(Intrinsic.IteratorPrototype, "Iterator.prototype");
        prototype.Method(IteratorCosts.Self, 0, static (Machine _, in Arguments args) => args.This);
        prototype.Accessor(WellKnown.ToStringTag, "[Symbol.toStringTag]", static (Machine _, in Arguments _) => Value.Of(Tag), SetTag, IteratorCosts.GetTag.Base);
        prototype.Accessor(WellKnown.Constructor, "constructor", GetConstructor, SetConstructor, IteratorCosts.GetConstructor.Base);
        var arrays = realm.Fill(Intrinsic.ArrayIteratorPrototype, "%ArrayIteratorPrototype%");
        realm.Add(Intrinsic.ArrayIteratorNext, arrays.Method(IteratorCosts.ArrayNext, 0, ArrayIterator.NextCode).AsObject);
        arrays.Tag("Array Iterator");
        realm.Fill(Intrinsic.IteratorHelperPrototype, "%IteratorHelperPrototype%").Tag("Iterator Helper");
    }

    private static Value Construct(Machine machine, in Arguments args)
    {
        if (args.NewTarget is not { } target)
            throw machine.ThrowType(BuiltinMessages.NeedsNew);
        if (ReferenceEquals(target, machine.Realm.Get(Intrinsic.IteratorConstructor)))
            throw machine.ThrowType(BuiltinMessages.IteratorAbstract);
        return Value.Of(machine.NewObject(Operations.PrototypeFrom(machine, target, Intrinsic.IteratorPrototype)));
    }

    private static Value GetConstructor(Machine machine, in Arguments args) => Value.Of(machine.Realm.Get(Intrinsic.IteratorConstructor));

    private static Value SetTag(Machine machine, in Arguments args) => SetBeside(machine, args, WellKnown.ToStringTag);

    private static Value SetConstructor(Machine machine, in Arguments args) => SetBeside(machine, args, WellKnown.Constructor);

    /// <summary>SetterThatIgnoresPrototypeProperties: an assignment makes an own property, and Iterator.prototype itself is not changed.</summary>
    private static Value SetBeside(Machine machine, in Arguments args, PropertyKey key)
    {
        if (!args.This.IsObject || ReferenceEquals(args.This.Ref, machine.Realm.Get(Intrinsic.IteratorPrototype)))
            throw machine.ThrowType(BuiltinMessages.WeirdSetterReceiver);
        var target = args.This.AsObject;
        if (Operations.HasOwnProperty(machine, target, key))
            Operations.Set(machine, target, key, args[0]);
        else
            Operations.CreateDataPropertyOrThrow(machine, target, key, args[0]);
        return Value.Undefined;
    }
}
