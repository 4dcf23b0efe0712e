using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// An iterator made by a builtin. Its <c>next</c> is a native function that calls <see cref="Step"/>; for-of, spread and destructuring
/// call <see cref="Step"/> themselves when that function is still the one they find, and so save the result object.
/// </summary>
internal abstract class BuiltinIterator : JsObject
{
    private protected BuiltinIterator(Shape shape)
        : base(shape, ObjectClass.Iterator)
    {
    }

    /// <summary>The function that must be found as <c>next</c> for <see cref="Step"/> to stand in for it.</summary>
    internal abstract Intrinsic Next { get; }

    /// <summary>The next value; false at the end, and for ever after.</summary>
    internal abstract bool Step(Machine machine, out Value value);

    /// <summary>The body of <c>next</c> for iterators of one kind.</summary>
    private protected static Value StepOf<T>(Machine machine, in Arguments args)
        where T : BuiltinIterator
    {
        if (!args.This.IsObject || args.This.AsObject is not T iterator)
            throw machine.ThrowType(BuiltinMessages.IteratorReceiver);
        bool found = iterator.Step(machine, out var value);
        return Operations.IteratorResult(machine, found ? value : Value.Undefined, !found);
    }
}
