using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// The keys of a <c>for…in</c>: enumerable string keys of the object and then of its prototypes, each once. They are listed when the loop
/// begins; one that is gone when its turn comes is passed over.
/// </summary>
internal sealed class ForInEnumerator : HeapValue
{
    private readonly JsObject? target;
    private readonly List<PropertyKey> keys;
    private int at;

    private ForInEnumerator(JsObject? target, List<PropertyKey> keys)
        : base(ValueKind.Internal)
    {
        this.target = target;
        this.keys = keys;
    }

    internal static ForInEnumerator Create(Machine machine, Value value)
    {
        machine.Meter.Allocate(MemoryCosts.Object);
        if (value.IsNullish)
            return new(null, []);
        var target = Conversions.ToObject(machine, value);
        var keys = new List<PropertyKey>();
        HashSet<PropertyKey>? seen = null;
        for (var holder = target; holder is not null; holder = holder.Prototype)
        {
            machine.Meter.Charge(CoreGas.PrototypeStep);
            // Nothing of a frozen realm is enumerable.
            if (!ReferenceEquals(holder, target) && holder.IsIntrinsic)
                continue;
            bool hasNext = holder.Prototype is { IsIntrinsic: false };
            foreach (var key in holder.OwnKeys(machine))
            {
                if (key.IsSymbol)
                    continue;
                machine.Meter.Charge(CoreGas.OwnKey);
                if (hasNext || seen is not null)
                {
                    machine.Meter.Charge(CoreGas.OwnKey);
                    machine.Meter.Allocate(MemoryCosts.TableEntry);
                    seen ??= [];
                    if (!seen.Add(key))
                        continue;
                }
                if (holder.GetOwn(machine, key, out _, out var flags) == OwnLookup.Found && (flags & PropertyFlags.Enumerable) != 0)
                    keys.Add(key);
            }
        }
        return new(target, keys);
    }

    internal bool TryNext(Machine machine, out Value key)
    {
        while (at < keys.Count)
        {
            machine.Meter.Charge(CoreGas.OwnKey);
            var next = keys[at++];
            if (!IsThere(machine, next))
                continue;
            key = next.IsIndex ? Value.Of(JsString.Create(machine.Meter, next.ToString())) : next.ToValue();
            return true;
        }
        key = Value.Undefined;
        return false;
    }

    private bool IsThere(Machine machine, PropertyKey key) =>
        target!.TryFind(machine, key, out _, out var flags, out _) && (flags & PropertyFlags.Enumerable) != 0;
}
