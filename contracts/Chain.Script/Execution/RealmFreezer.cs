using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// Freezes everything that can be reached from a realm. Afterwards nothing in it changes: no property, no rope to flatten, no property of
/// a function to be made late, no shape that grows. Machines on several threads may then read it without locks.
/// </summary>
internal static class RealmFreezer
{
    internal static void Freeze(Realm realm, IReadOnlyList<JsObject> roots)
    {
        var machine = new Machine(new MachineOptions { Realm = realm, GasLimit = long.MaxValue, MemoryLimit = long.MaxValue });
        var seen = new HashSet<HeapValue>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<HeapValue>(roots);
        while (pending.TryPop(out var value))
        {
            if (!seen.Add(value))
                continue;
            switch (value)
            {
                case JsObject target:
                    FreezeObject(machine, target, pending);
                    break;
                case JsString text:
                    text.Flat(machine.Meter);
                    text.TryGetIndex(out _);
                    break;
                case AccessorPair pair:
                    Push(pending, pair.Getter);
                    Push(pending, pair.Setter);
                    break;
                case Cell cell:
                    Push(pending, cell.Value.Ref);
                    break;
            }
        }
        realm.IsFrozen = true;
    }

    private static void FreezeObject(Machine machine, JsObject target, Stack<HeapValue> pending)
    {
        target.SetIntegrity(machine, IntegrityLevel.Frozen);
        if (!target.Shape.IsUnique)
            target.Shape = target.Shape.ToUnique(machine.Meter);
        target.Settle();
        Push(pending, target.Prototype);
        for (int i = 0; i < target.Shape.Count; i++)
        {
            Push(pending, target.Shape.KeyAt(i).Ref);
            Push(pending, target.Slots[i].Ref);
        }
        for (int i = 0; i < (target.Indexed?.Count ?? 0); i++)
            Push(pending, target.Indexed!.ValueAt(i).Ref);
        switch (target)
        {
            case JsArray array:
                foreach (var item in array.Span)
                    Push(pending, item.Ref);
                break;
            case PrimitiveObject wrapper:
                Push(pending, wrapper.Primitive.Ref);
                break;
            case BoundFunction bound:
                Push(pending, bound.Target);
                Push(pending, bound.BoundThis.Ref);
                foreach (var argument in bound.BoundArguments)
                    Push(pending, argument.Ref);
                break;
            case ScriptFunction function:
                FreezeFunction(function, pending);
                break;
        }
    }

    private static void FreezeFunction(ScriptFunction function, Stack<HeapValue> pending)
    {
        Push(pending, function.Home);
        foreach (var cell in function.Captured)
            Push(pending, cell);
        foreach (var cell in function.ModuleCells ?? [])
            Push(pending, cell);
        if (function.ClassData is not { } data)
            return;
        Push(pending, data.Fields);
        foreach (var entry in data.Privates)
            Push(pending, entry.Slot.Ref);
    }

    private static void Push(Stack<HeapValue> pending, HeapValue? value)
    {
        if (value is not null)
            pending.Push(value);
    }
}
