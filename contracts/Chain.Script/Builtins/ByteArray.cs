using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// A Uint8Array: bytes of a fixed number, as a view into a block that <c>subarray</c> shares. There is no ArrayBuffer to see. Names that
/// are numbers are bytes or nothing: the integer-indexed exotic object of the specification.
/// </summary>
public sealed class ByteArray : JsObject
{
    /// <summary>The most bytes of one array.</summary>
    public const int LengthMax = ScriptLimits.ArrayItemsMax;

    private readonly byte[] block;
    private readonly int start;
    private readonly bool isConstant;

    private ByteArray(Shape shape, byte[] block, int start, int length, bool isConstant)
        : base(shape, ObjectClass.Uint8Array)
    {
        this.block = block;
        this.start = start;
        this.isConstant = isConstant;
        Length = length;
        Mark(ObjectMarks.InterceptsSet);
    }

    /// <summary>How many bytes it has.</summary>
    public int Length { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => block.AsSpan(start, Length);

    /// <summary>The bytes for writing.</summary>
    internal Span<byte> Bytes => block.AsSpan(start, Length);

    /// <summary>An array of zeros; counted.</summary>
    internal static ByteArray Create(Machine machine, int length, JsObject? prototype = null)
    {
        machine.Meter.Allocate(MemoryCosts.Object + MemoryCosts.ArrayHead + length);
        return new ByteArray(ShapeOf(machine, prototype), new byte[length], 0, length, isConstant: false);
    }

    /// <summary>
    /// An array with a copy of these bytes; counted. A constant one refuses every write with a TypeError: for values of the host that must
    /// not change, which <c>Object.freeze</c> cannot make.
    /// </summary>
    public static ByteArray Of(Machine machine, ReadOnlySpan<byte> bytes, bool isConstant = false)
    {
        machine.Meter.Allocate(MemoryCosts.Object + MemoryCosts.ArrayHead + bytes.Length);
        return new ByteArray(ShapeOf(machine, null), bytes.ToArray(), 0, bytes.Length, isConstant);
    }

    /// <summary>A view of a part; it shares the bytes.</summary>
    internal ByteArray View(Machine machine, int from, int to)
    {
        machine.Meter.Allocate(MemoryCosts.Object);
        return new ByteArray(ShapeOf(machine, null), block, start + from, Math.Max(0, to - from), isConstant);
    }

    /// <summary>Throws when the bytes must not change.</summary>
    internal void RequireWritable(Machine machine)
    {
        if (isConstant)
            throw machine.ThrowType(TextMessages.ByteArrayConstant);
    }

    internal override OwnLookup GetOwn(Machine machine, PropertyKey key, out Value slot, out PropertyFlags flags)
    {
        if (!IsNumeric(machine, key))
            return base.GetOwn(machine, key, out slot, out flags);
        bool inside = IsInside(key);
        slot = inside ? Value.Number(Bytes[(int)key.Index]) : Value.Undefined;
        flags = inside ? PropertyFlags.All : PropertyFlags.None;
        return inside ? OwnLookup.Found : OwnLookup.Stop;
    }

    internal override bool InterceptSet(Machine machine, PropertyKey key, Value value, Value receiver, out bool done)
    {
        done = true;
        if (!IsNumeric(machine, key))
            return false;
        if (ReferenceEquals(receiver.Ref, this))
        {
            Put(machine, key, value);
            return true;
        }

        // Another receiver gets a property by the ordinary rules, which a byte array that has no such byte refuses.
        done = !IsInside(key);
        return done || (receiver.IsObject && receiver.AsObject is ByteArray other && !other.IsInside(key));
    }

    internal override bool WriteOwn(Machine machine, PropertyKey key, Value value)
    {
        if (!IsNumeric(machine, key))
            return base.WriteOwn(machine, key, value);
        Put(machine, key, value);
        return true;
    }

    internal override void AddOwn(Machine machine, PropertyKey key, Value slot, PropertyFlags flags)
    {
        if (IsNumeric(machine, key))
            throw machine.ThrowType(TextMessages.IndexRange);
        base.AddOwn(machine, key, slot, flags);
    }

    /// <inheritdoc/>
    public override bool DefineOwnProperty(Machine machine, PropertyKey key, in PropertyDescriptor descriptor)
    {
        if (!IsNumeric(machine, key))
            return base.DefineOwnProperty(machine, key, descriptor);
        if (!IsInside(key) || descriptor.IsAccessor
            || Denies(descriptor, DescriptorFields.Configurable, PropertyFlags.Configurable)
            || Denies(descriptor, DescriptorFields.Enumerable, PropertyFlags.Enumerable)
            || Denies(descriptor, DescriptorFields.Writable, PropertyFlags.Writable))
            return false;
        if ((descriptor.Present & DescriptorFields.Value) != 0)
            Put(machine, key, descriptor.Value);
        return true;
    }

    /// <inheritdoc/>
    public override bool Delete(Machine machine, PropertyKey key) => IsNumeric(machine, key) ? !IsInside(key) : base.Delete(machine, key);

    internal override void SetIntegrity(Machine machine, IntegrityLevel level)
    {
        if (level >= IntegrityLevel.Sealed && Length > 0)
            throw machine.ThrowType(TextMessages.ByteArrayFreeze);
        base.SetIntegrity(machine, level);
    }

    internal override int ExoticKeyCount => Length;

    internal override void AddExoticIndexes(List<PropertyKey> keys)
    {
        for (int index = 0; index < Length; index++)
            keys.Add(PropertyKey.FromIndex((uint)index));
    }

    private static Shape ShapeOf(Machine machine, JsObject? prototype) =>
        prototype is null ? machine.RootShape(Intrinsic.Uint8ArrayPrototype) : machine.RootShape(prototype);

    private static bool Denies(in PropertyDescriptor descriptor, DescriptorFields field, PropertyFlags flag) =>
        (descriptor.Present & field) != 0 && (descriptor.Flags & flag) == 0;

    private bool IsInside(PropertyKey key) => key.IsIndex && key.Index < (uint)Length;

    /// <summary>The value is converted even when there is no such byte.</summary>
    private void Put(Machine machine, PropertyKey key, Value value)
    {
        byte converted = NumberBits.ToUint8(Conversions.ToNumber(machine, value));
        RequireWritable(machine);
        if (IsInside(key))
            Bytes[(int)key.Index] = converted;
    }

    /// <summary>CanonicalNumericIndexString: an index, or a text that a number prints as.</summary>
    private static bool IsNumeric(Machine machine, PropertyKey key)
    {
        if (key.IsIndex)
            return true;
        if (!key.IsString)
            return false;
        string name = key.AsString.Flat(machine.Meter);
        if (name.Length is 0 or > NumberText.LengthMax || !(char.IsAsciiDigit(name[0]) || name[0] is '-' or 'I' or 'N'))
            return false;
        machine.Meter.Charge(CoreGas.NumberToText);
        return string.Equals(name, "-0", StringComparison.Ordinal)
            || string.Equals(NumberText.Of(NumberReader.ToNumber(name)), name, StringComparison.Ordinal);
    }
}
