using System.Runtime.CompilerServices;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// Looks properties up on behalf of an instruction and fills its <see cref="InlineCache"/> when the answer can be reused. A hit gives what the
/// search would give and charges what it would charge.
/// </summary>
internal static class InlineCaches
{
    /// <summary>A function that missed so often gets caches: code that runs once never pays for them.</summary>
    private const int MissesMin = 4;

    /// <summary>One miss pays for making so many caches, since a source may have tens of thousands of places in one function.</summary>
    private const int CachesOfMiss = 8;

    /// <summary>Finds a property, and remembers where when it is a data property.</summary>
    internal static bool TryFind(Interpreter vm, Frame frame, JsObject target, PropertyKey key, int cache, out Value slot, out PropertyFlags flags)
    {
        int steps = 0;
        for (var at = target; ; steps++)
        {
            var found = at.GetOwn(vm.Machine, key, out slot, out flags);
            if (found == OwnLookup.Found)
            {
                if ((flags & PropertyFlags.Accessor) == 0)
                    Remember(vm, frame, target, at, key, steps, cache);
                return true;
            }
            if (found == OwnLookup.Stop || at.Prototype is not { } next)
                return false;
            vm.Meter.Charge(CoreGas.PrototypeStep);
            at = next;
        }
    }

    /// <summary>Finds a property of a primitive on its prototype: the shape that is remembered is the prototype's.</summary>
    internal static bool TryFindOfPrimitive(Interpreter vm, Frame frame, JsObject prototype, PropertyKey key, int cache, out Value slot, out PropertyFlags flags)
    {
        if (frame.Function.Caches is { } caches && cache >= 0)
        {
            ref var known = ref caches[cache];
            if (ReferenceEquals(known.Shape, prototype.Shape) && known.Holder is null && known.Next is null)
            {
                slot = prototype.Slots[known.Slot];
                flags = PropertyFlags.All;
                return true;
            }
        }
        return cache >= 0 ? TryFind(vm, frame, prototype, key, cache, out slot, out flags) : prototype.TryFind(vm.Machine, key, out slot, out flags, out _);
    }

    /// <summary>Writes an own writable data property, or adds one that nothing on the prototype chain forbids.</summary>
    internal static bool TrySet(Interpreter vm, Frame frame, JsObject target, PropertyKey key, Value value, int cache)
    {
        if (!HasPlainNames(target, key))
            return false;
        var caches = Of(vm, frame);
        int place = target.Shape.Find(key);
        if (place >= 0)
        {
            if ((target.Shape.FlagsAt(place) & (PropertyFlags.Writable | PropertyFlags.Accessor)) != PropertyFlags.Writable)
                return false;
            target.Slots[place] = value;
            if (caches is not null && target.Shape.IsCacheable)
                caches[cache] = new InlineCache { Shape = target.Shape, Slot = place };
            return true;
        }
        if (caches is null)
            return false;
        ref var known = ref caches[cache];
        var shape = target.Shape;
        if (known.Next is not null && ReferenceEquals(known.Shape, shape) && known.Epoch == vm.Machine.PrototypeEpoch && !target.IsUsedAsPrototype)
        {
            vm.Meter.Charge(known.Gas);
            target.PutSlot(vm.Machine, known.Slot, value);
            target.Shape = known.Next;
            return true;
        }
        int epoch = vm.Machine.PrototypeEpoch;
        int steps = StepsIfAbsent(target, key);
        if (steps < 0 || !shape.IsExtensible || target.IsUsedAsPrototype)
            return false;
        vm.Meter.Charge(CoreGas.PrototypeStep * steps);
        target.AddOwn(vm.Machine, key, value, PropertyFlags.All);
        if (shape.IsCacheable && target.Shape.IsCacheable)
        {
            known = new InlineCache
            {
                Shape = shape,
                Next = target.Shape,
                Slot = target.Shape.Count - 1,
                Epoch = epoch,
                Gas = CoreGas.PrototypeStep * steps + CoreGas.AddProperty,
            };
        }
        return true;
    }

    private static void Remember(Interpreter vm, Frame frame, JsObject target, JsObject holder, PropertyKey key, int steps, int cache)
    {
        // Functions whose own properties are still to be made have the shape of empty objects with their prototype.
        if (!ReferenceEquals(target, holder) && ScriptFunction.IsOwnName(key))
            return;
        if (!target.Shape.IsCacheable || !HasPlainNames(target, key) || !HasPlainNames(holder, key) || Of(vm, frame) is not { } caches)
            return;
        caches[cache] = new InlineCache
        {
            Shape = target.Shape,
            Holder = ReferenceEquals(target, holder) ? null : holder,
            Slot = holder.Shape.Find(key),
            Epoch = vm.Machine.PrototypeEpoch,
            Gas = CoreGas.PrototypeStep * steps,
        };
    }

    /// <summary>The number of prototypes, when none of them has the name.</summary>
    private static int StepsIfAbsent(JsObject target, PropertyKey key)
    {
        int steps = 0;
        for (var at = target.Prototype; at is not null; at = at.Prototype)
        {
            if (++steps > 8 || !HasPlainNames(at, key) || at.Shape.Find(key) >= 0)
                return -1;
        }
        return steps;
    }

    /// <summary>Whether all names of this kind are in the shape.</summary>
    private static bool HasPlainNames(JsObject target, PropertyKey key)
    {
        if (key.IsIndex)
            return false;
        return target.Class switch
        {
            ObjectClass.Array or ObjectClass.String => key != WellKnown.Length,
            ObjectClass.ScriptFunction => !Unsafe.As<ScriptFunction>(target).IsLazy,
            ObjectClass.Uint8Array or ObjectClass.Namespace or ObjectClass.Host => false,
            _ => true,
        };
    }

    /// <summary>The caches of the running function, once it is worth having any.</summary>
    internal static InlineCache[]? Of(Interpreter vm, Frame frame)
    {
        var function = frame.Function;
        if (function.Caches is { } own)
            return own;
        if (function.IsIntrinsic || ++function.Misses < Math.Max(MissesMin, function.Code.CacheCount / CachesOfMiss))
            return null;
        return function.Caches = vm.CachesOf(function.Image);
    }
}
