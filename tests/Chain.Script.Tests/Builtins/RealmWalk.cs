using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Tests.Builtins;

/// <summary>Every function that can be reached from a realm by own properties and prototypes, by the path of its first finding.</summary>
internal static class RealmWalk
{
    /// <summary>What distinguishes the path of a setter from that of its getter.</summary>
    internal const string SetterMark = " (setter)";

    internal static SortedDictionary<string, JsFunction> Functions(Realm realm)
    {
        var machine = new Machine(new MachineOptions { Realm = realm, GasLimit = long.MaxValue, MemoryLimit = long.MaxValue });
        var found = new SortedDictionary<string, JsFunction>(StringComparer.Ordinal);
        var seen = new HashSet<JsObject>(ReferenceEqualityComparer.Instance);
        var pending = new Queue<(string Path, JsObject Value)>();
        foreach (var (id, path) in Hidden)
            pending.Enqueue((path, realm.Get(id)));
        pending.Enqueue(("", realm.Global));
        bool last = false;
        while (pending.TryDequeue(out var next) || TryLast(realm, ref last, out next))
        {
            if (!seen.Add(next.Value))
                continue;
            if (next.Value is JsFunction function)
                found.Add(next.Path, function);
            foreach (var key in next.Value.OwnKeys(machine))
                Visit(machine, next.Path, next.Value, key, pending);
        }

        return found;
    }

    /// <summary>What no property of the global object leads to.</summary>
    private static readonly (Intrinsic, string)[] Hidden =
    [
        (Intrinsic.ArrayIteratorPrototype, "%ArrayIteratorPrototype%"), (Intrinsic.MapIteratorPrototype, "%MapIteratorPrototype%"),
        (Intrinsic.SetIteratorPrototype, "%SetIteratorPrototype%"), (Intrinsic.GeneratorPrototype, "%GeneratorPrototype%"),
        (Intrinsic.IteratorHelperPrototype, "%IteratorHelperPrototype%"), (Intrinsic.WrapForValidIteratorPrototype, "%WrapForValidIteratorPrototype%"),
        (Intrinsic.StringIteratorPrototype, "%StringIteratorPrototype%"), (Intrinsic.ThrowTypeError, "%ThrowTypeError%"),
        (Intrinsic.GeneratorFunctionConstructor, "GeneratorFunction"),
    ];

    /// <summary>%TypedArray% comes when the rest is done, because it shares functions with Array.prototype that are named after that.</summary>
    private static bool TryLast(Realm realm, ref bool last, out (string Path, JsObject Value) next)
    {
        next = ("%TypedArray%", realm.Get(Intrinsic.TypedArrayConstructor));
        return !last && (last = true);
    }

    private static void Visit(Machine machine, string path, JsObject holder, PropertyKey key, Queue<(string, JsObject)> pending)
    {
        Assert.True(holder.GetOwnProperty(machine, key, out var property));
        string name = key.IsSymbol ? "[" + key.AsSymbol.Description + "]" : (path.Length == 0 ? "" : ".") + key;
        Enqueue(path + name, property.Value, pending);
        Enqueue(path + name, property.Getter, pending);
        Enqueue(path + name + SetterMark, property.Setter, pending);
    }

    private static void Enqueue(string path, Value value, Queue<(string, JsObject)> pending)
    {
        if (value.IsObject)
            pending.Enqueue((path, value.AsObject));
    }
}
