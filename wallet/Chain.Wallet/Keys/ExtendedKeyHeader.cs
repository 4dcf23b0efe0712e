using System.Buffers.Binary;

namespace Chain.Wallet.Keys;

/// <summary>What an extended key says about its place in the tree; 41 of the 78 bytes of its serialized form, before the key itself.</summary>
internal readonly record struct ExtendedKeyHeader(byte Depth, uint ParentFingerprint, uint Index)
{
    public const int SerializedLength = 78;
    public const uint PrivateVersion = 0x0488ADE4;
    public const uint PublicVersion = 0x0488B21E;
    public const int ChainCodeAt = 13;
    public const int KeyAt = 45;

    public void WriteTo(uint version, Span<byte> serialized)
    {
        BinaryPrimitives.WriteUInt32BigEndian(serialized, version);
        serialized[4] = Depth;
        BinaryPrimitives.WriteUInt32BigEndian(serialized[5..], ParentFingerprint);
        BinaryPrimitives.WriteUInt32BigEndian(serialized[9..], Index);
    }

    public static ExtendedKeyError Read(ReadOnlySpan<byte> serialized, uint version, out ExtendedKeyHeader header)
    {
        header = new(serialized[4], BinaryPrimitives.ReadUInt32BigEndian(serialized[5..]), BinaryPrimitives.ReadUInt32BigEndian(serialized[9..]));
        if (BinaryPrimitives.ReadUInt32BigEndian(serialized) != version)
            return ExtendedKeyError.Version;
        bool masterWithParent = header.Depth == 0 && (header.ParentFingerprint != 0 || header.Index != 0);
        return masterWithParent ? ExtendedKeyError.MasterWithParent : ExtendedKeyError.None;
    }
}
