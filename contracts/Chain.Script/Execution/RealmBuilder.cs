using Chain.Script.Errors;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// Builds a realm: first the prototypes, empty, so that builtins may be filled in any order; then what each family of builtins installs;
/// then, for the shared realm, everything that can be reached is frozen.
/// </summary>
internal sealed class RealmBuilder
{
    private readonly List<JsObject> roots = [];

    internal RealmBuilder()
    {
        var objectPrototype = Add(Intrinsic.ObjectPrototype, new ImmutablePrototypeObject(Shape.Unique(null)));
        var functionPrototype = Add(Intrinsic.FunctionPrototype, Function("", 0, static (Machine _, in Arguments _) => Value.Undefined, 1, false, objectPrototype));
        Add(Intrinsic.ArrayPrototype, new JsArray(Shape.Unique(objectPrototype), [], 0));
        Add(Intrinsic.StringPrototype, new PrimitiveObject(Shape.Unique(objectPrototype), ObjectClass.String, Value.EmptyString));
        Add(Intrinsic.NumberPrototype, new PrimitiveObject(Shape.Unique(objectPrototype), ObjectClass.Number, Value.Number(0)));
        Add(Intrinsic.BooleanPrototype, new PrimitiveObject(Shape.Unique(objectPrototype), ObjectClass.Boolean, Value.False));
        var errorPrototype = Plain(Intrinsic.ErrorPrototype, objectPrototype);
        for (var id = Intrinsic.TypeErrorPrototype; id <= Intrinsic.AggregateErrorPrototype; id++)
            Plain(id, errorPrototype);
        var iteratorPrototype = Plain(Intrinsic.IteratorPrototype, objectPrototype);
        for (var id = Intrinsic.ArrayIteratorPrototype; id <= Intrinsic.WrapForValidIteratorPrototype; id++)
            Plain(id, iteratorPrototype);
        Plain(Intrinsic.GeneratorPrototype, iteratorPrototype);
        Plain(Intrinsic.GeneratorFunctionPrototype, functionPrototype);
        Plain(Intrinsic.Uint8ArrayPrototype, Plain(Intrinsic.TypedArrayPrototype, objectPrototype));
        foreach (var id in (ReadOnlySpan<Intrinsic>)[Intrinsic.SymbolPrototype, Intrinsic.BigIntPrototype, Intrinsic.MapPrototype, Intrinsic.SetPrototype,
            Intrinsic.ArrayBufferPrototype, Intrinsic.Global])
            Plain(id, objectPrototype);
    }

    /// <summary>The realm that is being built.</summary>
    internal Realm Realm { get; } = new();

    /// <summary>An intrinsic that is there already.</summary>
    internal JsObject this[Intrinsic id] => Realm.Get(id);

    /// <summary>Fills an intrinsic; <paramref name="path"/> is its name in the gas schedule.</summary>
    internal IntrinsicBuilder Fill(Intrinsic id, string path) => new(this, Realm.Get(id), path);

    /// <summary>Makes an ordinary intrinsic and fills it.</summary>
    internal IntrinsicBuilder Fill(Intrinsic id, string path, Intrinsic prototype) => new(this, Plain(id, Realm.Get(prototype)), path);

    /// <summary>
    /// Makes a constructor with its <c>prototype</c> and the <c>constructor</c> of that, puts it into the global object under its name, and
    /// fills it. <paramref name="parent"/> is its own prototype, Function.prototype unless given.
    /// </summary>
    internal IntrinsicBuilder Constructor(Intrinsic id, Intrinsic prototype, string name, int length, NativeCode code, int gas,
        Intrinsic parent = Intrinsic.FunctionPrototype, bool isGlobal = true)
    {
        var made = Add(id, Function(name, length, code, gas, true, Realm.Get(parent)));
        made.PutRaw(WellKnown.Prototype, Value.Of(Realm.Get(prototype)), PropertyFlags.None);
        Realm.Get(prototype).PutRaw(WellKnown.Constructor, Value.Of(made), PropertyFlags.Hidden);
        if (isGlobal)
            Global(name, Value.Of(made));
        return new(this, made, name);
    }

    /// <summary>Adds a property of the global object: writable, configurable, hidden.</summary>
    internal void Global(string name, Value value, PropertyFlags flags = PropertyFlags.Hidden) => Realm.Global.PutRaw(PropertyKey.From(name), value, flags);

    /// <summary>Names an intrinsic that was made elsewhere.</summary>
    internal T Add<T>(Intrinsic id, T value)
        where T : JsObject
    {
        Invariant.Holds(!Realm.Has(id));
        Realm.Put(id, value);
        value.Extras.IntrinsicPlusOne = (int)id + 1;
        roots.Add(value);
        return value;
    }

    /// <summary>A native function of the realm that is reachable from nothing yet.</summary>
    internal NativeFunction Function(string name, int length, NativeCode code, int gas, bool isConstructor = false, JsObject? prototype = null)
    {
        var made = new NativeFunction(Shape.Unique(prototype ?? Realm.Get(Intrinsic.FunctionPrototype)), code, gas, isConstructor);
        made.PutRaw(WellKnown.Length, Value.Number(length), PropertyFlags.Configurable);
        made.PutRaw(WellKnown.Name, Value.Of(JsString.Constant(name)), PropertyFlags.Configurable);
        return made;
    }

    /// <summary>Finishes the realm; a frozen one is walked from its roots.</summary>
    internal Realm Build(bool frozen)
    {
        if (frozen)
        {
            new GraphFreezer(new Machine(new MachineOptions { Realm = Realm, GasLimit = long.MaxValue, MemoryLimit = long.MaxValue })).Freeze(roots);
            Realm.IsFrozen = true;
        }
        return Realm;
    }

    private JsObject Plain(Intrinsic id, JsObject prototype) => Add(id, new JsObject(Shape.Unique(prototype)));
}
