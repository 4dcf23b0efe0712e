using System.Buffers.Binary;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Storage.Files;

namespace Chain.Storage.Signing;

/// <summary>The bytes of one slot of a signer state file. All integers little-endian:
/// magic (8), version (4), zero (4), count of writes (8), key (33), zero (7), genesis hash (32), height (8), round (4), step (1), zero (3), digest (32), signature (64), CRC-32C (4).</summary>
internal static class SignerSlot
{
    public const int Length = 212;
    public const uint Version = 1;

    private const int ChecksumAt = Length - 4;

    private static ReadOnlySpan<byte> Magic => "CHNSIGN\n"u8;

    public static void Write(Span<byte> slot, in SignerIdentity identity, ulong count, in SignedStep step)
    {
        slot.Clear();
        Magic.CopyTo(slot);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[8..], Version);
        BinaryPrimitives.WriteUInt64LittleEndian(slot[16..], count);
        identity.Key.Span.CopyTo(slot[24..]);
        identity.GenesisHash.Span.CopyTo(slot[64..]);
        BinaryPrimitives.WriteUInt64LittleEndian(slot[96..], step.Height);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[104..], step.Round);
        slot[108] = step.Step;
        step.Digest.Span.CopyTo(slot[112..]);
        step.Signature.Span.CopyTo(slot[144..]);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[ChecksumAt..], Crc32C.Of(slot[..ChecksumAt]));
    }

    /// <summary>False when the bytes are not a whole slot; then nothing in them is to be believed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> slot, out uint version, out SignerIdentity identity, out ulong count, out SignedStep step)
    {
        version = 0;
        identity = default;
        count = 0;
        step = default;
        if (slot.Length != Length || !slot[..8].SequenceEqual(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(slot[ChecksumAt..]) != Crc32C.Of(slot[..ChecksumAt]))
            return false;
        version = BinaryPrimitives.ReadUInt32LittleEndian(slot[8..]);
        if (version != Version)
            return true;
        if (!PublicKey.TryCreate(slot[24..57], out PublicKey key) || !Signature.TryCreate(slot[144..208], out Signature signature))
            return false;
        identity = new SignerIdentity(key, new Hash256(slot[64..96]));
        count = BinaryPrimitives.ReadUInt64LittleEndian(slot[16..]);
        step = new SignedStep(
            BinaryPrimitives.ReadUInt64LittleEndian(slot[96..]),
            BinaryPrimitives.ReadUInt32LittleEndian(slot[104..]),
            slot[108],
            new Hash256(slot[112..144]),
            signature);
        return true;
    }
}
