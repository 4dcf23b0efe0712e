using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>What <c>Iterator.from</c> makes of an iterator that does not inherit from Iterator.prototype.</summary>
internal sealed class IteratorWrapper : JsObject
{
    internal IteratorWrapper(Shape shape, Value iterator, Value method)
        : base(shape, ObjectClass.Iterator)
    {
        Iterator = iterator;
        Method = method;
    }

    /// <summary>The iterator.</summary>
    internal Value Iterator { get; }

    /// <summary>Its <c>next</c>, read once.</summary>
    internal Value Method { get; }
}
