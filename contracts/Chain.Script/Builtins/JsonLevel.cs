using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>An object or array whose JSON text is being written: which member comes next.</summary>
internal sealed class JsonLevel
{
    private readonly List<PropertyKey>? keys;
    private readonly double count;
    private double next;

    private JsonLevel(JsObject source, List<PropertyKey>? keys, double count)
    {
        Source = source;
        this.keys = keys;
        this.count = count;
    }

    /// <summary>The object.</summary>
    internal JsObject Source { get; }

    /// <summary>Whether it is written in brackets.</summary>
    internal bool IsArray => keys is null;

    /// <summary>Whether a member was written.</summary>
    internal bool Written { get; set; }

    /// <summary>An array, by its length now.</summary>
    internal static JsonLevel OfArray(Machine machine, JsObject source) => new(source, null, Operations.LengthOfArrayLike(machine, source));

    /// <summary>An object, by these keys.</summary>
    internal static JsonLevel OfObject(JsObject source, List<PropertyKey> keys) => new(source, keys, keys.Count);

    /// <summary>The key of the next member.</summary>
    internal bool TryNext(Machine machine, out PropertyKey key)
    {
        key = default;
        if (next >= count)
            return false;
        key = keys is null ? ArrayLike.Key(machine, next) : keys[(int)next];
        next++;
        return true;
    }
}
