using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// What a native asked to be done in its place after it has returned: a call, a construction, or going on with a generator. It returns
/// <see cref="Mark"/> instead of a value.
/// </summary>
internal sealed class PendingCall
{
    /// <summary>The value that says: look at the pending call.</summary>
    internal static readonly HeapValue Mark = new PrivateName("pending");

    private Value[] arguments = [];

    internal PendingKind Kind { get; private set; }

    internal Value Function { get; private set; }

    internal Value This { get; private set; }

    internal JsObject? NewTarget { get; private set; }

    internal int Count { get; private set; }

    internal ReadOnlySpan<Value> Arguments => arguments.AsSpan(0, Count);

    internal Value SetCall(Machine machine, Value function, Value thisValue, ReadOnlySpan<Value> items)
    {
        Set(machine, PendingKind.Call, function, items);
        This = thisValue;
        return Value.Heap(Mark);
    }

    internal Value SetConstruct(Machine machine, JsObject constructor, ReadOnlySpan<Value> items, JsObject newTarget)
    {
        Set(machine, PendingKind.Construct, Value.Of(constructor), items);
        NewTarget = newTarget;
        return Value.Heap(Mark);
    }

    /// <summary>Goes on with a generator: what is sent to it is the one argument.</summary>
    internal Value SetResume(Machine machine, JsGenerator generator, PendingKind kind, Value sent)
    {
        Set(machine, kind, Value.Of(generator), [sent]);
        return Value.Heap(Mark);
    }

    internal Value SetSuspend()
    {
        Kind = PendingKind.Suspend;
        Count = 0;
        return Value.Heap(Mark);
    }

    private void Set(Machine machine, PendingKind kind, Value function, ReadOnlySpan<Value> items)
    {
        Interpreter.CheckArgumentCount(machine, items.Length);
        machine.Meter.Charge(items.Length / 4);
        if (items.Length > arguments.Length)
        {
            // The old items may be what is passed on.
            var larger = new Value[Math.Max(8, items.Length)];
            items.CopyTo(larger);
            arguments = larger;
        }
        else
        {
            items.CopyTo(arguments);
        }
        Kind = kind;
        Function = function;
        NewTarget = null;
        Count = items.Length;
    }
}
