using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>A walk through a Map.</summary>
internal sealed class MapIterator : CollectionIterator
{
    internal MapIterator(Shape shape, CollectionObject source, IterationKind kind)
        : base(shape, source, kind)
    {
    }

    /// <inheritdoc/>
    internal override Intrinsic Next => Intrinsic.MapIteratorNext;

    /// <summary>The body of <c>%MapIteratorPrototype%.next</c>.</summary>
    internal static Value NextCode(Machine machine, in Arguments args) => StepOf<MapIterator>(machine, args);
}
