using System.Buffers.Binary;
using System.Buffers.Text;
using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Api.Requests;

/// <summary>Where a list or a stream goes on: a height and two places in it. Opaque text to the caller, the same on every node of a chain.</summary>
/// <remarks>
/// Bound to the chain, the kind of list and what the list was asked about, by eight bytes of a hash: a cursor of another list, a
/// shortened or changed one is refused instead of answering something else. It holds nothing secret, so the hash needs no key:
/// who computes a cursor of their own gets what asking by height would give.
/// </remarks>
internal readonly record struct Cursor(ulong Height, uint Index, uint Sub)
{
    private const byte Version = 1;
    private const int BodyLength = 1 + 8 + 4 + 4;
    private const int CheckLength = 8;

    /// <summary>True when this place comes later than the other one.</summary>
    public bool IsBehind(Cursor other) => (Height, Index, Sub).CompareTo((other.Height, other.Index, other.Sub)) > 0;

    public string Format(CursorKind kind, Hash256 genesisHash, ReadOnlySpan<byte> subject)
    {
        Span<byte> bytes = stackalloc byte[BodyLength + CheckLength];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], Height);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[9..], Index);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[13..], Sub);
        Check(bytes[..BodyLength], kind, genesisHash, subject)[..CheckLength].CopyTo(bytes[BodyLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null for an empty text: the beginning.</summary>
    public static Cursor? Read(string text, CursorKind kind, Hash256 genesisHash, ReadOnlySpan<byte> subject)
    {
        if (text.Length == 0)
            return null;
        Span<byte> bytes = stackalloc byte[BodyLength + CheckLength];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.IsValid(text, out int length) || length != bytes.Length
            || !Base64Url.TryDecodeFromChars(text, bytes, out int written) || written != bytes.Length
            || bytes[0] != Version
            || !Check(bytes[..BodyLength], kind, genesisHash, subject)[..CheckLength].SequenceEqual(bytes[BodyLength..]))
            throw ApiFault.Cursor();
        return new Cursor(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[9..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[13..]));
    }

    private static byte[] Check(ReadOnlySpan<byte> body, CursorKind kind, Hash256 genesisHash, ReadOnlySpan<byte> subject)
    {
        Hash256 about = Hashing.Sha256([(byte)kind], subject);
        Span<byte> content = stackalloc byte[BodyLength + (2 * Hash256.Length)];
        body.CopyTo(content);
        genesisHash.Span.CopyTo(content[BodyLength..]);
        about.Span.CopyTo(content[(BodyLength + Hash256.Length)..]);
        return Hashing.Sha256(content).ToArray();
    }
}
