namespace Chain.Primitives.Encoding;

/// <summary>BIP-350: bytes as lower-case letters and digits with a prefix people can read and a checksum that finds any four wrong characters.</summary>
/// <remarks>A whole text in upper case is the same as in lower case; a mix is refused. Encoding writes lower case only, so each value has one spelling.</remarks>
public static class Bech32m
{
    /// <summary>Longest text the checksum is designed for.</summary>
    public const int LengthMax = 90;

    /// <summary>Longest prefix: one character of separator and six of checksum have to fit as well.</summary>
    public const int PrefixLengthMax = LengthMax - 1 - ChecksumLength;

    private const int ChecksumLength = 6;
    private const uint ChecksumConstant = 0x2BC830A3;
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    /// <summary>True for what may stand before the separator: 1 to 83 lower-case printable ASCII characters.</summary>
    public static bool IsPrefix(ReadOnlySpan<char> prefix) =>
        prefix.Length is > 0 and <= PrefixLengthMax
        && !prefix.ContainsAnyExceptInRange('!', '~')
        && !prefix.ContainsAnyInRange('A', 'Z');

    /// <summary>Writes bytes under a prefix. Prefix and length are the program's own, not outside data.</summary>
    /// <exception cref="ArgumentException">The prefix is not one, or the text would be longer than 90 characters.</exception>
    public static string Encode(ReadOnlySpan<char> prefix, ReadOnlySpan<byte> bytes)
    {
        Span<byte> groups = stackalloc byte[LengthMax];
        int count = ((bytes.Length * 8) + 4) / 5;
        if (bytes.Length > LengthMax || !IsPrefix(prefix) || prefix.Length + 1 + count + ChecksumLength > LengthMax)
            throw new ArgumentException($"A prefix of {prefix.Length} and {bytes.Length} bytes do not make a bech32m text.", nameof(prefix));
        uint accumulator = 0;
        int bits = 0;
        int written = 0;
        foreach (byte b in bytes)
        {
            accumulator = ((accumulator << 8) | b) & 0xFFF;
            for (bits += 8; bits >= 5; written++)
                groups[written] = (byte)((accumulator >> (bits -= 5)) & 31);
        }
        if (bits > 0)
            groups[written] = (byte)((accumulator << (5 - bits)) & 31);
        return EncodeGroups(prefix, groups[..count]);
    }

    /// <summary>Reads a text; the prefix comes back in lower case.</summary>
    public static Bech32Error Decode(ReadOnlySpan<char> text, out string prefix, out byte[] bytes)
    {
        bytes = [];
        Bech32Error error = DecodeGroups(text, out prefix, out byte[] groups);
        return error == Bech32Error.None ? ToBytes(groups, out bytes) : error;
    }

    /// <summary>Reads a text as five-bit groups, without regard to what they mean.</summary>
    public static Bech32Error DecodeGroups(ReadOnlySpan<char> text, out string prefix, out byte[] groups)
    {
        prefix = "";
        groups = [];
        if (text.Length is < 1 + 1 + ChecksumLength or > LengthMax)
            return Bech32Error.Length;
        if (text.ContainsAnyExceptInRange('!', '~'))
            return Bech32Error.Character;
        if (text.ContainsAnyInRange('A', 'Z') && text.ContainsAnyInRange('a', 'z'))
            return Bech32Error.MixedCase;
        Span<char> lower = stackalloc char[text.Length];
        System.Text.Ascii.ToLower(text, lower, out _);
        int separator = lower.LastIndexOf('1');
        if (separator < 1 || lower.Length - separator - 1 < ChecksumLength)
            return Bech32Error.Separator;
        Span<byte> values = stackalloc byte[lower.Length - separator - 1];
        for (int i = 0; i < values.Length; i++)
        {
            int value = Alphabet.IndexOf(lower[separator + 1 + i]);
            if (value < 0)
                return Bech32Error.Character;
            values[i] = (byte)value;
        }
        if (Polymod(lower[..separator], values) != ChecksumConstant)
            return Bech32Error.Checksum;
        prefix = lower[..separator].ToString();
        groups = values[..^ChecksumLength].ToArray();
        return Bech32Error.None;
    }

    /// <summary>Writes five-bit groups under a prefix.</summary>
    internal static string EncodeGroups(ReadOnlySpan<char> prefix, ReadOnlySpan<byte> groups)
    {
        Span<char> text = stackalloc char[prefix.Length + 1 + groups.Length + ChecksumLength];
        Span<byte> values = stackalloc byte[groups.Length + ChecksumLength];
        groups.CopyTo(values);
        values[groups.Length..].Clear();
        uint checksum = Polymod(prefix, values) ^ ChecksumConstant;
        for (int i = 0; i < ChecksumLength; i++)
            values[groups.Length + i] = (byte)((checksum >> (5 * (ChecksumLength - 1 - i))) & 31);
        prefix.CopyTo(text);
        text[prefix.Length] = '1';
        for (int i = 0; i < values.Length; i++)
            text[prefix.Length + 1 + i] = Alphabet[values[i]];
        return text.ToString();
    }

    private static Bech32Error ToBytes(ReadOnlySpan<byte> groups, out byte[] bytes)
    {
        bytes = new byte[groups.Length * 5 / 8];
        uint accumulator = 0;
        int bits = 0;
        int written = 0;
        foreach (byte group in groups)
        {
            accumulator = ((accumulator << 5) | group) & 0xFFF;
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[written++] = (byte)(accumulator >> bits);
        }
        if (bits < 5 && (accumulator & ((1U << bits) - 1)) == 0)
            return Bech32Error.None;
        bytes = [];
        return Bech32Error.Padding;
    }

    /// <summary>The remainder of the text as a polynomial over GF(32), as BIP-173 defines it: prefix high bits, zero, prefix low bits, values.</summary>
    private static uint Polymod(ReadOnlySpan<char> prefix, ReadOnlySpan<byte> values)
    {
        uint remainder = 1;
        foreach (char c in prefix)
            remainder = Step(remainder, (uint)c >> 5);
        remainder = Step(remainder, 0);
        foreach (char c in prefix)
            remainder = Step(remainder, c & 31U);
        foreach (byte value in values)
            remainder = Step(remainder, value);
        return remainder;
    }

    private static uint Step(uint remainder, uint value)
    {
        uint top = remainder >> 25;
        remainder = ((remainder & 0x1FFFFFF) << 5) ^ value;
        remainder ^= (top & 1) != 0 ? 0x3B6A57B2U : 0;
        remainder ^= (top & 2) != 0 ? 0x26508E6DU : 0;
        remainder ^= (top & 4) != 0 ? 0x1EA119FAU : 0;
        remainder ^= (top & 8) != 0 ? 0x3D4233DDU : 0;
        remainder ^= (top & 16) != 0 ? 0x2A1462B3U : 0;
        return remainder;
    }
}
