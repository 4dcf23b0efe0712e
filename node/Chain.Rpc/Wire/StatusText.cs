using System.Globalization;
using System.Text;

namespace Chain.Rpc.Wire;

/// <summary>The header grpc-message: UTF-8, percent-encoded outside 0x20-0x7E and for '%' itself. Uri.EscapeDataString would encode ':' and ',' too, and clients show that to people.</summary>
internal static class StatusText
{
    /// <summary>Longer texts are cut: header blocks are small.</summary>
    private const int BytesMax = 1024;

    public static string Encode(string text)
    {
        bool plain = text.Length <= BytesMax;
        foreach (char c in text)
            plain &= c is >= ' ' and <= '~' and not '%';
        if (plain)
            return text;

        StringBuilder encoded = new();
        int bytes = 0;
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int length = rune.EncodeToUtf8(utf8);
            bytes += length;
            if (bytes > BytesMax)
                break;
            foreach (byte b in utf8[..length])
            {
                if (b is >= 0x20 and <= 0x7E and not (byte)'%')
                    encoded.Append((char)b);
                else
                    encoded.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
        }
        return encoded.ToString();
    }

    /// <summary>Lenient: what is not a proper escape stays as it came.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte b))
            {
                bytes[length++] = b;
                i += 2;
            }
            else if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length)
            {
                length += Encoding.UTF8.GetBytes(text.AsSpan(i, 2), bytes.AsSpan(length));
                i++;
            }
            else
            {
                length += Encoding.UTF8.GetBytes(text.AsSpan(i, 1), bytes.AsSpan(length));
            }
        }
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
