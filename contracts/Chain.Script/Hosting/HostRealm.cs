using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>
/// Builds what a host adds to the shared realm: functions, constructors and prototypes that all machines share, made once for the process
/// and frozen like the intrinsics. So importing them costs a machine nothing. They find what belongs to a run in <see cref="Machine.Host"/>.
/// </summary>
public sealed class HostRealm
{
    private readonly Machine machine = new(new MachineOptions { GasLimit = long.MaxValue, MemoryLimit = long.MaxValue });
    private readonly List<JsObject> made = [];

    /// <summary>A function.</summary>
    public NativeFunction Function(string name, int length, NativeCode code, int gas) => NewFunction(name, length, code, gas, isConstructor: false, null);

    /// <summary>An object to be filled, over a prototype; Object.prototype unless given.</summary>
    public JsObject Object(JsObject? prototype = null) => Add(new JsObject(Shape.Unique(prototype ?? Realm.Shared.Get(Intrinsic.ObjectPrototype))));

    /// <summary>A constructor of objects with a prototype; <paramref name="parent"/> is the constructor that it extends.</summary>
    public NativeFunction Constructor(string name, int length, NativeCode code, int gas, JsObject prototype, JsObject? parent = null)
    {
        var constructor = NewFunction(name, length, code, gas, isConstructor: true, parent);
        constructor.PutRaw(WellKnown.Prototype, Values.Value.Of(prototype), PropertyFlags.None);
        prototype.PutRaw(WellKnown.Constructor, Values.Value.Of(constructor), PropertyFlags.Hidden);
        return constructor;
    }

    /// <summary>Puts a method on an object.</summary>
    public HostRealm Method(JsObject target, string name, int length, NativeCode code, int gas)
    {
        target.PutRaw(PropertyKey.From(name), Values.Value.Of(Function(name, length, code, gas)), PropertyFlags.Hidden);
        return this;
    }

    /// <summary>Puts the method on an object that <c>for … of</c> and spread call.</summary>
    public HostRealm Iterator(JsObject target, NativeCode code, int gas)
    {
        target.PutRaw(WellKnown.Iterator, Values.Value.Of(Function("[Symbol.iterator]", 0, code, gas)), PropertyFlags.Hidden);
        return this;
    }

    /// <summary>Puts a getter on an object.</summary>
    public HostRealm Getter(JsObject target, string name, NativeCode code, int gas)
    {
        var pair = new AccessorPair(Function("get " + name, 0, code, gas), null);
        target.PutRaw(PropertyKey.From(name), Values.Value.Heap(pair), PropertyFlags.Accessor);
        return this;
    }

    /// <summary>Puts a constant on an object.</summary>
    public HostRealm Constant(JsObject target, string name, Value value)
    {
        target.PutRaw(PropertyKey.From(name), value, PropertyFlags.Hidden);
        return this;
    }

    /// <summary>Freezes all that was made. Nothing may be made afterwards, and nothing used before.</summary>
    public void Freeze()
    {
        foreach (var target in made)
        {
            target.SetIntegrity(machine, IntegrityLevel.Frozen);
            target.Settle();
        }
    }

    private NativeFunction NewFunction(string name, int length, NativeCode code, int gas, bool isConstructor, JsObject? parent)
    {
        var function = new NativeFunction(Shape.Unique(parent ?? Realm.Shared.Get(Intrinsic.FunctionPrototype)), code, gas, isConstructor);
        function.PutRaw(WellKnown.Length, Values.Value.Number(length), PropertyFlags.Configurable);
        function.PutRaw(WellKnown.Name, Values.Value.Of(JsString.Constant(name)), PropertyFlags.Configurable);
        return Add(function);
    }

    private T Add<T>(T target)
        where T : JsObject
    {
        made.Add(target);
        return target;
    }
}
