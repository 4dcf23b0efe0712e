using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>A walk through a collection by place. It reads one entry a step and sees what is changed meanwhile: a deletion moves the last entry into the gap.</summary>
internal sealed class StoredIterator : HostHandle
{
    private readonly StoredCollection source;
    private readonly ItemReader itemAt;
    private uint next;
    private bool isDone;

    internal StoredIterator(Machine machine, StoredCollection source, ItemReader itemAt)
        : base(machine, ChainRealm.IteratorLayout)
    {
        this.source = source;
        this.itemAt = itemAt;
    }

    /// <summary>The body of <c>next</c>.</summary>
    internal static Value Next(Machine machine, in Arguments arguments)
    {
        if (!arguments.This.IsObject || arguments.This.AsObject is not StoredIterator iterator || !ReferenceEquals(iterator.source.Frame, machine.Host))
            throw HostErrors.New(machine, ErrorKind.TypeError, "the receiver is no walk through a collection of this contract");
        if (!iterator.isDone && iterator.next < CollectionFunctions.Count(machine, iterator.source))
            return HostValues.IteratorResult(machine, iterator.itemAt(machine, iterator.source, iterator.next++), isDone: false);
        iterator.isDone = true;
        return HostValues.IteratorResult(machine, Value.Undefined, isDone: true);
    }
}
