using System.Text.Unicode;
using Chain.Primitives.Crypto;

namespace Chain.Primitives.Encoding;

/// <summary>Reads the canonical byte form: protobuf's wire format with exactly one spelling of each message.</summary>
/// <remarks>
/// The reader is asked for the fields in ascending order. A field that is not next in the input is absent and reads as its
/// default; so a field out of order, repeated or unknown is never consumed and <see cref="End"/> finds its bytes left over.
/// The first error sticks: later reads return defaults, and the caller looks once, at the end. Nothing is allocated before a
/// length was checked against both its limit and the input. Nesting is bounded by the schema, which is not recursive.
/// </remarks>
public ref struct WireReader
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;

    private ReadOnlySpan<byte> _rest;
    private DecodeError _error;

    /// <summary>Starts at the first byte.</summary>
    public WireReader(ReadOnlySpan<byte> bytes)
    {
        _rest = bytes;
        _error = DecodeError.None;
    }

    /// <summary>The first error so far.</summary>
    public readonly DecodeError Error => _error;

    /// <summary>Remembers an error that the caller found; the first one stays.</summary>
    public void Fail(DecodeError error)
    {
        if (_error == DecodeError.None)
            _error = error;
    }

    /// <summary>Remembers <paramref name="error"/> unless the condition holds.</summary>
    public void Require(bool condition, DecodeError error)
    {
        if (!condition)
            Fail(error);
    }

    /// <summary>An unsigned integer field; 0 when absent.</summary>
    public ulong UInt64(int field)
    {
        if (!NextIs(field, Varint))
            return 0;
        ulong value = ReadVarint();
        if (value == 0)
            Fail(DecodeError.DefaultWritten);
        return _error == DecodeError.None ? value : 0;
    }

    /// <summary>An unsigned integer field of at most <paramref name="max"/>; 0 when absent.</summary>
    public uint UInt32(int field, uint max = uint.MaxValue)
    {
        ulong value = UInt64(field);
        if (value > max)
        {
            Fail(DecodeError.Range);
            return 0;
        }
        return (uint)value;
    }

    /// <summary>A boolean field; false when absent.</summary>
    public bool Bool(int field) => UInt32(field, 1) == 1;

    /// <summary>A bytes field of at most <paramref name="max"/> bytes; empty when absent. A view into the input.</summary>
    public ReadOnlySpan<byte> Bytes(int field, int max)
    {
        if (!NextIs(field, LengthDelimited))
            return default;
        ReadOnlySpan<byte> value = ReadLengthDelimited(max);
        if (value.IsEmpty)
            Fail(DecodeError.DefaultWritten);
        return value;
    }

    /// <summary>A text field of at most <paramref name="maxBytes"/> bytes of UTF-8; empty when absent.</summary>
    public string Text(int field, int maxBytes)
    {
        ReadOnlySpan<byte> value = Bytes(field, maxBytes);
        if (Utf8.IsValid(value))
            return System.Text.Encoding.UTF8.GetString(value);
        Fail(DecodeError.Utf8);
        return "";
    }

    /// <summary>A 32-byte field; zero when absent. 32 zero bytes written out are refused: absence is their one form.</summary>
    public Hash256 OptionalHash(int field)
    {
        ReadOnlySpan<byte> value = Bytes(field, Hash256.Length);
        if (value.IsEmpty)
            return default;
        if (value.Length != Hash256.Length)
        {
            Fail(DecodeError.Size);
            return default;
        }
        var hash = new Hash256(value);
        if (hash.IsZero)
            Fail(DecodeError.DefaultWritten);
        return hash;
    }

    /// <summary>A 32-byte field that must be there; zero bytes are a value like any other.</summary>
    public Hash256 Hash(int field)
    {
        ReadOnlySpan<byte> value = Bytes(field, Hash256.Length);
        if (value.Length == Hash256.Length)
            return new Hash256(value);
        Fail(value.IsEmpty ? DecodeError.Missing : DecodeError.Size);
        return default;
    }

    /// <summary>A 32-byte address that must be there and is not zero.</summary>
    public Address Address(int field)
    {
        var address = new Address(Hash(field));
        if (address.IsZero)
            Fail(DecodeError.Range);
        return address;
    }

    /// <summary>A 33-byte compressed public key that must be there.</summary>
    public PublicKey PublicKey(int field)
    {
        ReadOnlySpan<byte> value = Bytes(field, Crypto.PublicKey.Length);
        if (!Crypto.PublicKey.TryCreate(value, out PublicKey key))
            Fail(value.IsEmpty ? DecodeError.Missing : DecodeError.Size);
        return key;
    }

    /// <summary>A 64-byte signature that must be there.</summary>
    public Signature Signature(int field)
    {
        ReadOnlySpan<byte> value = Bytes(field, Crypto.Signature.Length);
        if (!Crypto.Signature.TryCreate(value, out Signature signature))
            Fail(value.IsEmpty ? DecodeError.Missing : DecodeError.Size);
        return signature;
    }

    /// <summary>A nested message: true when present, even when empty. The body is read with a reader of its own.</summary>
    public bool Message(int field, int max, out ReadOnlySpan<byte> body)
    {
        body = default;
        if (!NextIs(field, LengthDelimited))
            return false;
        body = ReadLengthDelimited(max);
        return _error == DecodeError.None;
    }

    /// <summary>The next item of a repeated field; an item may be empty. The caller counts items and stops at its limit.</summary>
    public bool Item(int field, int max, out ReadOnlySpan<byte> item) => Message(field, max, out item);

    /// <summary>Ends the message: what is left over is an error. Returns the first error of all.</summary>
    public DecodeError End()
    {
        if (!_rest.IsEmpty)
            Fail(DecodeError.UnexpectedBytes);
        return _error;
    }

    private bool NextIs(int field, int wireType)
    {
        if (_error != DecodeError.None || _rest.IsEmpty)
            return false;
        ReadOnlySpan<byte> before = _rest;
        ulong tag = ReadVarint();
        if (_error != DecodeError.None)
            return false;
        if (tag >> 3 != (ulong)field)
        {
            _rest = before;
            return false;
        }
        if ((int)(tag & 7) == wireType)
            return true;
        Fail(DecodeError.WireType);
        return false;
    }

    private ReadOnlySpan<byte> ReadLengthDelimited(int max)
    {
        ulong length = ReadVarint();
        if (_error != DecodeError.None)
            return default;
        if (length > (ulong)max)
        {
            Fail(DecodeError.Size);
            return default;
        }
        if (length > (ulong)_rest.Length)
        {
            Fail(DecodeError.Truncated);
            return default;
        }
        ReadOnlySpan<byte> value = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return value;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < 10; i++)
        {
            if (i == _rest.Length)
            {
                Fail(DecodeError.Truncated);
                return 0;
            }
            byte b = _rest[i];
            if (i == 9 && b > 1)
                break;
            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b >= 0x80)
                continue;
            if (b == 0 && i > 0)
                break;
            _rest = _rest[(i + 1)..];
            return value;
        }
        Fail(DecodeError.Varint);
        return 0;
    }
}
