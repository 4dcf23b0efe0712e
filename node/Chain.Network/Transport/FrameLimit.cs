using Chain.Rpc;

namespace Chain.Network.Transport;

/// <summary>Judges a frame by its length prefix and its first bytes: those tell the kind of message inside. A peer that announces too much is cut off before it can send it.</summary>
internal sealed class FrameLimit(PeerChannelLimits limits) : RpcMessageLimit
{
    private const byte PayloadTag = (1 << 3) | 2;
    private const int HandshakeBytesMax = 1024;

    /// <summary>Tag, length and the tag inside.</summary>
    private const int OverheadBytes = 16;

    public override int HeadBytes => 12;

    public override bool Admits(long lengthBytes, ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return lengthBytes <= limits.BytesMax + OverheadBytes;
        // Hellos are small; so is whatever a newer version puts in front.
        if (head[0] != PayloadTag)
            return lengthBytes <= HandshakeBytesMax;
        int at = 1;
        if (!TrySkipVarint(head, ref at))
            return lengthBytes <= HandshakeBytesMax;
        int kind = PayloadShape.KindOf(head[at..]);
        return lengthBytes <= limits.BytesMaxOf(kind) + OverheadBytes;
    }

    private static bool TrySkipVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        while (at < bytes.Length)
        {
            if (bytes[at++] < 0x80)
                return true;
        }
        return false;
    }
}
