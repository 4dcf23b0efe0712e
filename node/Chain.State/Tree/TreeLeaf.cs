using System.Runtime.InteropServices;
using Chain.Primitives;

namespace Chain.State.Tree;

/// <summary>A leaf: 64 bytes, so that a bucket's bytes are an array of these without copying.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly struct TreeLeaf(Hash256 keyHash, Hash256 valueHash)
{
    public const int Length = 2 * Hash256.Length;

    public readonly Hash256 KeyHash = keyHash;

    public readonly Hash256 ValueHash = valueHash;

    public static ReadOnlySpan<TreeLeaf> Of(byte[] bucket) => MemoryMarshal.Cast<byte, TreeLeaf>(bucket);

    public static byte[] ToBytes(ReadOnlySpan<TreeLeaf> leaves) => MemoryMarshal.AsBytes(leaves).ToArray();
}
