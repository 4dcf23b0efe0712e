using System.Runtime.CompilerServices;

namespace Chain.Primitives.Crypto;

/// <summary>SHA-256, plain, tagged, and as trees use it (docs/spec/encoding.md). Nothing here allocates on the usual path.</summary>
/// <remarks>
/// Half of a block's work is hashing, mostly of 65 bytes, so OpenSSL's low-level functions are called directly. Where that
/// library is missing the BCL computes the same digests more slowly. Which of the two is decided once, at start.
/// </remarks>
public static class Hashing
{
    internal const byte LeafPrefix = 0x00;
    internal const byte NodePrefix = 0x01;

    /// <summary>True when OpenSSL's library is called directly; false on the slower path through the BCL. Digests are the same.</summary>
    public static bool IsNative { get; } = LibCrypto.IsUsable();

    /// <summary>SHA-256 of the bytes.</summary>
    public static Hash256 Sha256(ReadOnlySpan<byte> bytes) =>
        IsNative ? NativeSha256.Hash(bytes) : PortableSha256.Hash(bytes);

    /// <summary>SHA-256 of the two spans, one after the other.</summary>
    public static Hash256 Sha256(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        IsNative ? NativeSha256.Hash(first, second) : PortableSha256.Hash(first, second);

    /// <summary>SHA-256 of the tag's length byte, the tag, and the bytes.</summary>
    public static Hash256 Tagged(DomainTag tag, ReadOnlySpan<byte> bytes) => Sha256(tag.Prefix, bytes);

    /// <summary>A tree's leaf: SHA-256(00 ‖ bytes).</summary>
    public static Hash256 Leaf(ReadOnlySpan<byte> bytes) => Sha256([LeafPrefix], bytes);

    /// <summary>A tree's inner node: SHA-256(01 ‖ left ‖ right).</summary>
    [SkipLocalsInit]
    public static Hash256 Pair(in Hash256 left, in Hash256 right)
    {
        Span<byte> message = stackalloc byte[1 + (2 * Hash256.Length)];
        message[0] = NodePrefix;
        left.Span.CopyTo(message[1..]);
        right.Span.CopyTo(message[(1 + Hash256.Length)..]);
        return Sha256(message);
    }
}
