using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>Fills one intrinsic object with properties.</summary>
internal sealed class IntrinsicBuilder
{
    private readonly RealmBuilder realm;

    internal IntrinsicBuilder(RealmBuilder realm, JsObject target, string path)
    {
        this.realm = realm;
        Target = target;
        Path = path;
    }

    /// <summary>The object that is filled.</summary>
    internal JsObject Target { get; }

    /// <summary>Its name.</summary>
    internal string Path { get; }

    /// <summary>A method: writable, configurable, hidden. Its base gas is charged by the call.</summary>
    internal IntrinsicBuilder Method(string name, int length, NativeCode code, int gas) => Method(PropertyKey.From(name), name, length, code, gas);

    /// <summary>A method under a symbol.</summary>
    internal IntrinsicBuilder Method(JsSymbol symbol, int length, NativeCode code, int gas, PropertyFlags flags = PropertyFlags.Hidden) =>
        Method(PropertyKey.From(symbol), Bracketed(symbol), length, code, gas, flags);

    /// <summary>A method under any key, with the name that its function bears.</summary>
    internal IntrinsicBuilder Method(PropertyKey key, string name, int length, NativeCode code, int gas, PropertyFlags flags = PropertyFlags.Hidden)
    {
        Target.PutRaw(key, Values.Value.Of(realm.Function(name, length, code, gas)), flags);
        return this;
    }

    /// <summary>Marks a method that only calls another function: <see cref="NativeFunction.Forwards"/>.</summary>
    internal IntrinsicBuilder Forwards(string name, int operands)
    {
        ((NativeFunction)Target.Slots[Target.Shape.Find(PropertyKey.From(name))].Ref!).Forwards = operands;
        return this;
    }

    /// <summary>A getter, configurable and hidden.</summary>
    internal IntrinsicBuilder Getter(string name, NativeCode code, int gas) => Getter(PropertyKey.From(name), name, code, gas);

    /// <summary>A getter under a symbol.</summary>
    internal IntrinsicBuilder Getter(JsSymbol symbol, NativeCode code, int gas) => Getter(PropertyKey.From(symbol), Bracketed(symbol), code, gas);

    /// <summary>A getter and setter, configurable and hidden.</summary>
    internal IntrinsicBuilder Accessor(PropertyKey key, string name, NativeCode getter, NativeCode setter, int gas)
    {
        var pair = new AccessorPair(realm.Function("get " + name, 0, getter, gas), realm.Function("set " + name, 1, setter, gas));
        Target.PutRaw(key, Values.Value.Heap(pair), PropertyFlags.Configurable | PropertyFlags.Accessor);
        return this;
    }

    /// <summary>A value.</summary>
    internal IntrinsicBuilder Value(string name, Value value, PropertyFlags flags = PropertyFlags.None) => Value(PropertyKey.From(name), value, flags);

    /// <summary>A value under any key.</summary>
    internal IntrinsicBuilder Value(PropertyKey key, Value value, PropertyFlags flags = PropertyFlags.None)
    {
        Target.PutRaw(key, value, flags);
        return this;
    }

    /// <summary>@@toStringTag, configurable.</summary>
    internal IntrinsicBuilder Tag(string tag) =>
        Value(WellKnown.ToStringTag, Values.Value.Of(JsString.Constant(tag)), PropertyFlags.Configurable);

    private IntrinsicBuilder Getter(PropertyKey key, string name, NativeCode code, int gas)
    {
        var pair = new AccessorPair(realm.Function("get " + name, 0, code, gas), null);
        Target.PutRaw(key, Values.Value.Heap(pair), PropertyFlags.Configurable | PropertyFlags.Accessor);
        return this;
    }

    private static string Bracketed(JsSymbol symbol) => "[" + symbol.Description + "]";
}
