using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Chain.Primitives.Encoding;

namespace Chain.Contracts;

/// <summary>
/// The one byte form of values: positional, in declared order, without tags.
/// </summary>
/// <remarks>
/// <para>
/// Integers have their type's width, big-endian (<c>i*</c> two's complement). <c>bool</c> is 00 or 01. <c>string</c> (well-formed UTF-8) and <c>bytes</c> are a length and
/// the bytes; <c>address</c> is 32 bytes. <c>T?</c> is 00, or 01 and the value. <c>T[]</c> is a count and the items. A struct is its fields. Lengths and counts are minimal
/// little-endian base-128 varints.
/// </para>
/// <para>
/// Both identities hold: a value that is encoded decodes to an equal one, and bytes that decode are the encoding of what they decode to. Decoding takes all the bytes
/// or fails; it allocates nothing before a length or count is checked against the bytes that are left, and its stack is bounded by the type.
/// </para>
/// </remarks>
public static class AbiCodec
{
    private static readonly byte[] Zeros = new byte[ContractLimits.TypeLeavesMax * 32];

    /// <summary>The bytes of a value.</summary>
    /// <exception cref="ArgumentException">The value does not fit the type: a defect of the caller, who asks <see cref="Fits"/> about values from outside.</exception>
    public static byte[] Encode(AbiType type, AbiValue value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(type, value, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes the bytes of a value.</summary>
    /// <exception cref="ArgumentException">The value does not fit the type.</exception>
    public static void Write(AbiType type, AbiValue value, IBufferWriter<byte> output) => AbiWriter.Write(type, value, output);

    /// <summary>The bytes of several values after each other: arguments, or the fields of an event.</summary>
    /// <exception cref="ArgumentException">The values do not fit the fields.</exception>
    public static byte[] EncodeArguments(ImmutableArray<AbiField> fields, ImmutableArray<AbiValue> values)
    {
        if (fields.Length != values.Length)
            throw new ArgumentException($"{fields.Length} values are declared, not {values.Length}.", nameof(values));
        var output = new ArrayBufferWriter<byte>();
        for (int i = 0; i < fields.Length; i++)
            AbiWriter.Write(fields[i].Type, values[i], output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads exactly one value.</summary>
    public static bool TryDecode(AbiType type, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AbiValue? value) => TryDecode(type, bytes, out value, out _);

    /// <summary>Reads exactly one value.</summary>
    public static bool TryDecode(AbiType type, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AbiValue? value, out DecodeError error)
    {
        var reader = new AbiReader(bytes);
        value = reader.Value(type);
        error = reader.End();
        if (error == DecodeError.None)
            return true;
        value = null;
        return false;
    }

    /// <summary>Reads exactly the declared values.</summary>
    public static bool TryDecodeArguments(ImmutableArray<AbiField> fields, ReadOnlySpan<byte> bytes, out ImmutableArray<AbiValue> values) =>
        TryDecodeArguments(fields, bytes, out values, out _);

    /// <summary>Reads exactly the declared values.</summary>
    public static bool TryDecodeArguments(ImmutableArray<AbiField> fields, ReadOnlySpan<byte> bytes, out ImmutableArray<AbiValue> values, out DecodeError error)
    {
        var reader = new AbiReader(bytes);
        values = reader.Fields(fields);
        error = reader.End();
        if (error == DecodeError.None)
            return true;
        values = [];
        return false;
    }

    /// <summary>Whether a value is one of the type: its kind, its width, its parts.</summary>
    public static bool Fits(AbiType type, AbiValue value) => (type, value) switch
    {
        (AbiType.UInt unsigned, AbiValue.Integer integer) => unsigned.Fits(integer.Value),
        (AbiType.Int signed, AbiValue.Integer integer) => signed.Fits(integer.Value),
        (AbiType.Bool, AbiValue.Bool) => true,
        (AbiType.Text, AbiValue.Text text) => IsWellFormed(text.Value),
        (AbiType.Bytes, AbiValue.Bytes) => true,
        (AbiType.Address, AbiValue.Address) => true,
        (AbiType.Optional, AbiValue.None) => true,
        (AbiType.Optional optional, _) => Fits(optional.Of, value),
        (AbiType.List list, AbiValue.List items) => items.Items.All(item => Fits(list.Of, item)),
        (AbiType.Struct declared, AbiValue.Struct given) => FieldsFit(declared.Fields, given.Fields),
        _ => false,
    };

    /// <summary>Whether values are those of the fields, one each.</summary>
    public static bool FieldsFit(ImmutableArray<AbiField> fields, ImmutableArray<AbiValue> values)
    {
        if (fields.Length != values.Length)
            return false;
        for (int i = 0; i < fields.Length; i++)
        {
            if (!Fits(fields[i].Type, values[i]))
                return false;
        }
        return true;
    }

    /// <summary>What a field holds that was never written.</summary>
    public static AbiValue Zero(AbiType type) => type switch
    {
        AbiType.UInt or AbiType.Int => AbiValue.Integer.Zero,
        AbiType.Bool => AbiValue.Bool.False,
        AbiType.Text => AbiValue.Text.Empty,
        AbiType.Bytes => AbiValue.Bytes.Empty,
        AbiType.Address => new AbiValue.Address(default),
        AbiType.Optional => AbiValue.None.Instance,
        AbiType.List => AbiValue.List.Empty,
        AbiType.Struct declared => new AbiValue.Struct([.. declared.Fields.Select(item => Zero(item.Type))]),
        _ => throw new InvalidOperationException($"unknown type {type}"),
    };

    /// <summary>The bytes of what a field holds that was never written: zeros, whatever the type, as many as its shortest value has.</summary>
    public static ReadOnlySpan<byte> ZeroBytes(AbiType type) => Zeros.AsSpan(0, type.BytesMin);

    /// <summary>Whether bytes of a value are those of the zero of its type.</summary>
    public static bool IsZero(AbiType type, ReadOnlySpan<byte> bytes) => bytes.Length == type.BytesMin && !bytes.ContainsAnyExcept((byte)0);

    /// <summary>Whether a string has a byte form: no half of a surrogate pair stands alone.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        int at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        while (at >= 0)
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return false;
            text = text[(at + 2)..];
            at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        }
        return true;
    }
}
