using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>
/// The layout of frozen objects that a host makes: a prototype and names. One layout serves all machines on all threads, since nothing of it ever
/// changes; so making such an object costs its slots, on whatever machine, and no shape.
/// </summary>
public sealed class HostLayout
{
    private HostLayout(Shape shape) => Shape = shape;

    internal static HostLayout FrozenArray { get; } = Of(Realm.Shared.Get(Intrinsic.ArrayPrototype), []);

    internal Shape Shape { get; }

    /// <summary>How many names it has.</summary>
    public int Count => Shape.Count;

    /// <summary>Plain objects with these names, which are distinct and no indexes.</summary>
    public static HostLayout OfNames(params IReadOnlyList<string> names) => Of(Realm.Shared.Get(Intrinsic.ObjectPrototype), names);

    /// <summary>Objects without names of their own over a prototype of a <see cref="HostRealm"/>.</summary>
    public static HostLayout OfPrototype(JsObject prototype)
    {
        Invariant.Holds(prototype.IsIntrinsic, "a layout is shared, and so is its prototype");
        return Of(prototype, []);
    }

    private static HostLayout Of(JsObject prototype, IReadOnlyList<string> names)
    {
        var shape = Shape.Unique(prototype, Math.Max(4, names.Count));
        foreach (string name in names)
        {
            var key = PropertyKey.From(name);
            Invariant.Holds(!key.IsIndex && shape.Find(key) < 0, "the names of a layout are distinct and no indexes");
            shape.AddUnique(key, PropertyFlags.Enumerable);
        }
        shape.SettleFrozen();
        return new HostLayout(shape);
    }
}
