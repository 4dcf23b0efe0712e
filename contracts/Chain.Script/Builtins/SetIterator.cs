using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>A walk through a Set.</summary>
internal sealed class SetIterator : CollectionIterator
{
    internal SetIterator(Shape shape, CollectionObject source, IterationKind kind)
        : base(shape, source, kind)
    {
    }

    /// <inheritdoc/>
    internal override Intrinsic Next => Intrinsic.SetIteratorNext;

    /// <summary>The body of <c>%SetIteratorPrototype%.next</c>.</summary>
    internal static Value NextCode(Machine machine, in Arguments args) => StepOf<SetIterator>(machine, args);
}
