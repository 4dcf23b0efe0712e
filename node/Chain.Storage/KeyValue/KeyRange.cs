namespace Chain.Storage.KeyValue;

/// <summary>Bounds of key ranges.</summary>
public static class KeyRange
{
    /// <summary>The first key after all keys that begin with the prefix; empty when there is none.</summary>
    public static ReadOnlyMemory<byte> EndOfPrefix(ReadOnlySpan<byte> prefix)
    {
        int length = prefix.TrimEnd((byte)0xFF).Length;
        if (length == 0)
            return default;
        byte[] end = prefix[..length].ToArray();
        end[^1]++;
        return end;
    }
}
