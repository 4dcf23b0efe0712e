using System.Numerics;
using System.Runtime.CompilerServices;

namespace Chain.Script.Values;

/// <summary>
/// A JavaScript value in 16 bytes: a heap part and a number. No heap part means that it is a number, so <c>default</c> is +0 and fresh
/// arrays of values must be filled. Casts inside are unchecked after the test of the kind: ask the kind first.
/// </summary>
public readonly struct Value
{
    internal readonly HeapValue? Ref;
    internal readonly double Num;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Value(HeapValue? reference, double number)
    {
        Ref = reference;
        Num = number;
    }

    /// <summary>undefined.</summary>
    public static Value Undefined => new(Oddball.Undefined, 0);

    /// <summary>null.</summary>
    public static Value Null => new(Oddball.Null, 0);

    /// <summary>true.</summary>
    public static Value True => new(Oddball.True, 0);

    /// <summary>false.</summary>
    public static Value False => new(Oddball.False, 0);

    /// <summary>No value: see <see cref="ValueKind.Empty"/>.</summary>
    internal static Value Empty => new(Oddball.Empty, 0);

    /// <summary>NaN.</summary>
    public static Value NaN => new(null, double.NaN);

    /// <summary>The empty string.</summary>
    public static Value EmptyString => new(JsString.Empty, 0);

    /// <summary>What it is.</summary>
    public ValueKind Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Ref is null ? ValueKind.Number : Ref.Kind;
    }

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Ref is null;

    /// <summary>Whether it is undefined.</summary>
    public bool IsUndefined => ReferenceEquals(Ref, Oddball.Undefined);

    /// <summary>Whether it is null.</summary>
    public bool IsNull => ReferenceEquals(Ref, Oddball.Null);

    /// <summary>Whether it is undefined or null.</summary>
    public bool IsNullish => ReferenceEquals(Ref, Oddball.Undefined) || ReferenceEquals(Ref, Oddball.Null);

    /// <summary>Whether it is true or false.</summary>
    public bool IsBoolean => ReferenceEquals(Ref, Oddball.True) || ReferenceEquals(Ref, Oddball.False);

    /// <summary>Whether it is true.</summary>
    public bool IsTrue => ReferenceEquals(Ref, Oddball.True);

    /// <summary>Whether it is a string.</summary>
    public bool IsString => Ref is not null && Ref.Kind == ValueKind.String;

    /// <summary>Whether it is a symbol.</summary>
    public bool IsSymbol => Ref is not null && Ref.Kind == ValueKind.Symbol;

    /// <summary>Whether it is a bigint.</summary>
    public bool IsBigInt => Ref is not null && Ref.Kind == ValueKind.BigInt;

    /// <summary>Whether it is an object (functions are).</summary>
    public bool IsObject => Ref is not null && Ref.Kind == ValueKind.Object;

    /// <summary>Whether it is no value at all.</summary>
    internal bool IsEmpty => ReferenceEquals(Ref, Oddball.Empty);

    /// <summary>Whether it can be called.</summary>
    public bool IsCallable => IsObject && AsObject.IsCallable;

    /// <summary>The number; only when <see cref="IsNumber"/>.</summary>
    public double AsNumber => Num;

    /// <summary>The boolean; only when <see cref="IsBoolean"/>.</summary>
    public bool AsBoolean => ReferenceEquals(Ref, Oddball.True);

    /// <summary>The string; only when <see cref="IsString"/>. These four are checked: code from a disk cache is not proved to have the kinds that an instruction expects.</summary>
    /// <exception cref="InvalidCastException">It is of another kind.</exception>
    public JsString AsString => (JsString)Ref!;

    /// <summary>The symbol; only when <see cref="IsSymbol"/>.</summary>
    /// <exception cref="InvalidCastException">It is of another kind.</exception>
    public JsSymbol AsSymbol => (JsSymbol)Ref!;

    /// <summary>The bigint; only when <see cref="IsBigInt"/>.</summary>
    /// <exception cref="InvalidCastException">It is of another kind.</exception>
    public BigInteger AsBigInt => ((JsBigInt)Ref!).Number;

    /// <summary>The object; only when <see cref="IsObject"/>.</summary>
    /// <exception cref="InvalidCastException">It is of another kind.</exception>
    public JsObject AsObject => Ref!.Kind == ValueKind.Object ? Unsafe.As<JsObject>(Ref) : throw NoObject();

    /// <summary>A number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Number(double number) => new(null, number);

    /// <summary>A boolean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Boolean(bool value) => new(value ? Oddball.True : Oddball.False, 0);

    /// <summary>A string; not counted, so only for texts of a known small size.</summary>
    public static Value String(string text) => new(JsString.Of(text), 0);

    /// <summary>A bigint; not counted and not capped: <c>BigInts</c> does both.</summary>
    public static Value BigInt(BigInteger number) => new(new JsBigInt(number), 0);

    /// <summary>A string.</summary>
    public static Value Of(JsString text) => new(text, 0);

    /// <summary>A symbol.</summary>
    public static Value Of(JsSymbol symbol) => new(symbol, 0);

    /// <summary>A bigint.</summary>
    public static Value Of(JsBigInt number) => new(number, 0);

    /// <summary>An object.</summary>
    public static Value Of(JsObject value) => new(value, 0);

    /// <summary>An object, or undefined for none.</summary>
    public static Value OrUndefined(JsObject? value) => new((HeapValue?)value ?? Oddball.Undefined, 0);

    /// <summary>An object, or null for none.</summary>
    public static Value OrNull(JsObject? value) => new((HeapValue?)value ?? Oddball.Null, 0);

    /// <summary>Any heap value, internal ones too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Value Heap(HeapValue value) => new(value, 0);

    /// <summary>Writes a number into a slot; a null reference needs no write barrier, a copied struct would.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void PutNumber(ref Value slot, double number)
    {
        Unsafe.AsRef(in slot.Ref) = null;
        Unsafe.AsRef(in slot.Num) = number;
    }

    /// <summary>Writes a number into a slot that holds a number already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ReplaceNumber(ref Value slot, double number) => Unsafe.AsRef(in slot.Num) = number;

    /// <summary>Writes a heap value into a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void PutHeap(ref Value slot, HeapValue value) => Unsafe.AsRef(in slot.Ref) = value;

    private static InvalidCastException NoObject() => new("the value is no object");

    /// <summary>For the debugger and test failures only.</summary>
    public override string ToString() => Ref is null ? Num.ToString(System.Globalization.NumberFormatInfo.InvariantInfo) : Ref.ToString()!;
}
