using System.Globalization;
using System.Runtime.CompilerServices;

namespace Chain.Script.Values;

/// <summary>The name of a property: an array index (0 to 2³²−2), a string, a symbol, or a private name.</summary>
public readonly struct PropertyKey : IEquatable<PropertyKey>
{
    internal readonly HeapValue? Ref;
    internal readonly uint IndexValue;

    private PropertyKey(HeapValue? reference, uint index)
    {
        Ref = reference;
        IndexValue = index;
    }

    /// <summary>Whether it is an array index.</summary>
    public bool IsIndex => Ref is null;

    /// <summary>Whether it is a string that is no index.</summary>
    public bool IsString => Ref is { Kind: ValueKind.String };

    /// <summary>Whether it is a symbol.</summary>
    public bool IsSymbol => Ref is { Kind: ValueKind.Symbol };

    /// <summary>Whether it is a private name.</summary>
    internal bool IsPrivate => Ref is { Kind: ValueKind.PrivateName };

    /// <summary>The index; only when <see cref="IsIndex"/>.</summary>
    public uint Index => IndexValue;

    /// <summary>The string; only when <see cref="IsString"/>.</summary>
    public JsString AsString => Unsafe.As<JsString>(Ref!);

    /// <summary>The symbol; only when <see cref="IsSymbol"/>.</summary>
    public JsSymbol AsSymbol => Unsafe.As<JsSymbol>(Ref!);

    /// <summary>The key of a text: index-like texts become indexes.</summary>
    public static PropertyKey From(string text) => From(JsString.Constant(text));

    /// <summary>The key of a flat string.</summary>
    public static PropertyKey From(JsString text) => text.TryGetIndex(out uint index) ? new(null, index) : new(text, 0);

    /// <summary>The key of a symbol.</summary>
    public static PropertyKey From(JsSymbol symbol) => new(symbol, 0);

    /// <summary>The key of an index, which is below 2³²−1.</summary>
    public static PropertyKey FromIndex(uint index) => new(null, index);

    /// <summary>The key of a private name.</summary>
    internal static PropertyKey From(PrivateName name) => new(name, 0);

    /// <summary>A key that no script can name: marks in tables and transitions.</summary>
    internal static PropertyKey Internal(HeapValue mark, uint number = 0) => new(mark, number);

    /// <summary>The key as a string or symbol value.</summary>
    public Value ToValue() => Ref is null ? Value.String(IndexText()) : Value.Heap(Ref);

    /// <summary>Whether both name the same property.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(PropertyKey other) =>
        ReferenceEquals(Ref, other.Ref) ? IndexValue == other.IndexValue : Ref is not null && other.Ref is not null && SameText(Ref, other.Ref);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PropertyKey other && Equals(other);

    /// <summary>For tables inside one process; never visible to a script.</summary>
    public override int GetHashCode() => Ref switch
    {
        null => (int)(IndexValue * 2_654_435_769u),
        JsString text => text.KeyHash,
        _ => RuntimeHelpers.GetHashCode(Ref),
    };

    /// <summary>The name as an error message shows it.</summary>
    public override string ToString() => Ref is null ? IndexText() : Ref.ToString()!;

    /// <summary>Whether both name the same property.</summary>
    public static bool operator ==(PropertyKey left, PropertyKey right) => left.Equals(right);

    /// <summary>Whether both name different properties.</summary>
    public static bool operator !=(PropertyKey left, PropertyKey right) => !left.Equals(right);

    /// <summary>Reads a canonical array index: no sign, no leading zero, at most 2³²−2.</summary>
    internal static bool TryParseIndex(ReadOnlySpan<char> text, out uint index)
    {
        index = 0;
        if (text.Length is 0 or > 10 || (text[0] == '0' && text.Length > 1))
            return false;
        ulong value = 0;
        foreach (char unit in text)
        {
            if (unit is < '0' or > '9')
                return false;
            value = value * 10 + (uint)(unit - '0');
        }
        if (value >= uint.MaxValue)
            return false;
        index = (uint)value;
        return true;
    }

    private static bool SameText(HeapValue a, HeapValue b)
    {
        if (a.Kind != ValueKind.String || b.Kind != ValueKind.String)
            return false;
        var left = Unsafe.As<JsString>(a);
        var right = Unsafe.As<JsString>(b);
        return left.Length == right.Length && left.KeyHash == right.KeyHash && string.Equals(left.FlatOrNull, right.FlatOrNull, StringComparison.Ordinal);
    }

    private string IndexText() => IndexValue.ToString(NumberFormatInfo.InvariantInfo);
}
