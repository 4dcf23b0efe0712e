using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>What <c>map</c>, <c>filter</c>, … of iterators give: a generator of <c>iterators.js</c>, and the iterator that it walks.</summary>
internal sealed class IteratorHelper : JsObject
{
    internal IteratorHelper(Shape shape, Value generator, Value underlying)
        : base(shape, ObjectClass.Iterator)
    {
        Generator = generator;
        Underlying = underlying;
    }

    /// <summary>The generator that does the work.</summary>
    internal Value Generator { get; }

    /// <summary>The iterator that is closed when the helper is before its first step.</summary>
    internal Value Underlying { get; }

    /// <summary>Whether it was stepped or closed.</summary>
    internal bool Started { get; set; }
}
