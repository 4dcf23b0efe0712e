using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// The shapes of empty objects, one for each prototype that this machine has met. A prototype of the frozen realm cannot carry its own,
/// because it is shared by machines; an object of this machine can.
/// </summary>
internal sealed class ShapeRoots
{
    private readonly Machine machine;
    private Shape?[]? byIntrinsic;
    private Dictionary<JsObject, Shape>? byFrozenObject;
    private Shape? withoutPrototype;
    private Shape? ofObject;
    private Shape? ofArray;
    private Shape? ofFunction;
    private Shape? iteratorResult;

    internal ShapeRoots(Machine machine) => this.machine = machine;

    internal Shape Object => ofObject ??= Make(machine.Realm.Get(Intrinsic.ObjectPrototype));

    internal Shape Array => ofArray ??= Make(machine.Realm.Get(Intrinsic.ArrayPrototype));

    internal Shape Function => ofFunction ??= Make(machine.Realm.Get(Intrinsic.FunctionPrototype));

    internal Shape IteratorResult => iteratorResult ??= Object.Add(machine.Meter, WellKnown.Value, PropertyFlags.All).Add(machine.Meter, WellKnown.Done, PropertyFlags.All);

    internal Shape Of(Intrinsic id)
    {
        switch (id)
        {
            case Intrinsic.ObjectPrototype:
                return Object;
            case Intrinsic.ArrayPrototype:
                return Array;
            case Intrinsic.FunctionPrototype:
                return Function;
            default:
                byIntrinsic ??= new Shape?[(int)Intrinsic.Global];
                return byIntrinsic[(int)id] ??= Make(machine.Realm.Get(id));
        }
    }

    internal Shape Of(JsObject? prototype)
    {
        if (prototype is null)
            return withoutPrototype ??= Make(null);
        int id = prototype.IntrinsicNumber;
        if (id >= 0 && id < (int)Intrinsic.Global)
            return Of((Intrinsic)id);
        if (!prototype.IsIntrinsic)
            return prototype.Extras.ChildRoot ??= Make(prototype);
        byFrozenObject ??= new(ReferenceEqualityComparer.Instance);
        if (!byFrozenObject.TryGetValue(prototype, out var known))
            byFrozenObject.Add(prototype, known = Make(prototype));
        return known;
    }

    private Shape Make(JsObject? prototype)
    {
        machine.Meter.Allocate(MemoryCosts.Shape);
        return Shape.Root(prototype);
    }
}
