namespace Chain.Network.Transport;

/// <summary>A payload is one length-delimited field and nothing more; its number is the kind of the message. Otherwise a large message could hide behind the first bytes of another kind.</summary>
internal static class PayloadShape
{
    /// <summary>The kind that the first bytes tell; 0 when they tell none.</summary>
    public static int KindOf(ReadOnlySpan<byte> payload)
    {
        int at = 0;
        return TryReadVarint(payload, ref at, out ulong tag) && (tag & 7) == 2 && tag >> 3 <= int.MaxValue ? (int)(tag >> 3) : 0;
    }

    /// <summary>True when the payload is exactly one field; the kind is its number.</summary>
    public static bool IsOneField(ReadOnlySpan<byte> payload, out int kind)
    {
        kind = KindOf(payload);
        int at = 0;
        return kind > 0
            && TryReadVarint(payload, ref at, out _)
            && TryReadVarint(payload, ref at, out ulong length)
            && length == (ulong)(payload.Length - at);
    }

    private static bool TryReadVarint(ReadOnlySpan<byte> bytes, ref int at, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 35 && at < bytes.Length; shift += 7)
        {
            byte b = bytes[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return true;
        }
        return false;
    }
}
