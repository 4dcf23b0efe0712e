namespace Chain.Script.Values;

/// <summary>The getter and setter of an accessor property. Immutable: redefining one makes a new pair, so inline caches may hold it.</summary>
internal sealed class AccessorPair : HeapValue
{
    internal readonly JsObject? Getter;
    internal readonly JsObject? Setter;

    internal AccessorPair(JsObject? getter, JsObject? setter)
        : base(ValueKind.Accessor)
    {
        Getter = getter;
        Setter = setter;
    }
}
