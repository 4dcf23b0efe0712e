using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// Freezes everything that can be reached from some values. Afterwards nothing in it changes: no property, no rope to flatten, no property of
/// a function to be made late, no shape that grows. Machines on several threads may then read it without locks. What is frozen like this already,
/// such as the realm, is passed over.
/// </summary>
internal sealed class GraphFreezer(Machine machine)
{
    private readonly HashSet<HeapValue> seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<HeapValue> pending = new();

    /// <summary>The objects that were frozen.</summary>
    internal List<JsObject> Frozen { get; } = [];

    internal void Freeze(IEnumerable<HeapValue> roots)
    {
        foreach (var root in roots)
            Push(root);
        while (pending.TryPop(out var value))
        {
            if (!seen.Add(value))
                continue;
            switch (value)
            {
                case JsObject { IsIntrinsic: false } target:
                    FreezeObject(target);
                    break;
                case JsString text:
                    text.Flat(machine.Meter);
                    text.TryGetIndex(out _);
                    break;
                case AccessorPair pair:
                    Push(pair.Getter);
                    Push(pair.Setter);
                    break;
                case Cell cell:
                    Push(cell.Value.Ref);
                    break;
            }
        }
    }

    private void FreezeObject(JsObject target)
    {
        target.SetIntegrity(machine, IntegrityLevel.Frozen);
        if (!target.Shape.IsUnique)
            target.Shape = target.Shape.ToUnique(machine.Meter);
        target.Settle();
        Frozen.Add(target);
        Push(target.Prototype);
        for (int i = 0; i < target.Shape.Count; i++)
        {
            Push(target.Shape.KeyAt(i).Ref);
            Push(target.Slots[i].Ref);
        }
        for (int i = 0; i < (target.Indexed?.Count ?? 0); i++)
            Push(target.Indexed!.ValueAt(i).Ref);
        switch (target)
        {
            case JsArray array:
                foreach (var item in array.Span)
                    Push(item.Ref);
                break;
            case PrimitiveObject wrapper:
                Push(wrapper.Primitive.Ref);
                break;
            case BoundFunction bound:
                Push(bound.Target);
                Push(bound.BoundThis.Ref);
                foreach (var argument in bound.BoundArguments)
                    Push(argument.Ref);
                break;
            case ScriptFunction function:
                FreezeFunction(function);
                break;
        }
    }

    private void FreezeFunction(ScriptFunction function)
    {
        Push(function.Home);
        foreach (var cell in function.Captured)
            Push(cell);
        foreach (var cell in function.ModuleCells ?? [])
            Push(cell);
        if (function.ClassData is not { } data)
            return;
        Push(data.Fields);
        foreach (var entry in data.Privates)
            Push(entry.Slot.Ref);
    }

    private void Push(HeapValue? value)
    {
        if (value is not null)
            pending.Push(value);
    }
}
