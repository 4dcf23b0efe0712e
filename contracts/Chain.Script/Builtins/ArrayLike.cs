using System.Globalization;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// The slow, exact way through anything with a <c>length</c>. Every step asks the object and is charged, so an object that claims 2⁵³−1
/// items costs gas and no memory.
/// </summary>
internal readonly ref struct ArrayLike
{
    /// <summary>The largest length: 2⁵³−1.</summary>
    internal const double LengthMax = 9_007_199_254_740_991;

    private static readonly PropertyKey LengthKey = PropertyKey.From("length");

    private readonly Machine machine;

    /// <summary>The receiver of a method as an object, with its length.</summary>
    internal ArrayLike(Machine machine, Value receiver)
    {
        this.machine = machine;
        Object = Conversions.ToObject(machine, receiver);
        Length = Operations.LengthOfArrayLike(machine, Object);
    }

    /// <summary>The object.</summary>
    internal JsObject Object { get; }

    /// <summary>Its length when the method began.</summary>
    internal double Length { get; }

    /// <summary>The key of an index up to 2⁵³−1.</summary>
    internal static PropertyKey Key(Machine machine, double index)
    {
        machine.Meter.Charge(ArrayCosts.Step.Base);
        if (index < uint.MaxValue)
            return PropertyKey.FromIndex((uint)index);
        ArrayCosts.LongIndex.Charge(machine, 1);
        return PropertyKey.From(((ulong)index).ToString(NumberFormatInfo.InvariantInfo));
    }

    /// <summary>Reads an index.</summary>
    internal Value Get(double index) => Object.Get(machine, Key(machine, index), Value.Of(Object));

    /// <summary>Whether an index is there, here or on the prototype chain.</summary>
    internal bool Has(double index) => Object.HasProperty(machine, Key(machine, index));

    /// <summary>Reads an index if it is there.</summary>
    internal bool TryGet(double index, out Value value)
    {
        var key = Key(machine, index);
        bool has = Object.HasProperty(machine, key);
        value = has ? Object.Get(machine, key, Value.Of(Object)) : Value.Undefined;
        return has;
    }

    /// <summary>Writes an index, or throws.</summary>
    internal void Set(double index, Value value) => Operations.Set(machine, Object, Key(machine, index), value);

    /// <summary>Takes an index away, or throws.</summary>
    internal void Delete(double index) => Operations.DeletePropertyOrThrow(machine, Object, Key(machine, index));

    /// <summary>Writes the length, or throws.</summary>
    internal void SetLength(double length) => Operations.Set(machine, Object, LengthKey, Value.Number(length));

    /// <summary>A relative index argument (negative counts from the end) within 0 and the length.</summary>
    internal double Clamp(Value argument, double otherwise)
    {
        if (argument.IsUndefined)
            return otherwise;
        double relative = Conversions.ToIntegerOrInfinity(machine, argument);
        return relative < 0 ? Math.Max(Length + relative, 0) : Math.Min(relative, Length);
    }
}
