using System.Security.Cryptography;

namespace Chain.Wallet.Keys;

/// <summary>Base 58 with a four-byte checksum, as extended keys are written.</summary>
internal static class Base58Check
{
    public const int ChecksumLength = 4;

    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>Writes the bytes and their checksum.</summary>
    public static string Encode(ReadOnlySpan<byte> payload)
    {
        Span<byte> bytes = stackalloc byte[payload.Length + ChecksumLength];
        payload.CopyTo(bytes);
        Checksum(payload, bytes[payload.Length..]);
        // log(256) / log(58) is below 1.38.
        Span<byte> digits = stackalloc byte[(bytes.Length * 138 / 100) + 1];
        digits.Clear();
        foreach (byte b in bytes)
        {
            int carry = b;
            for (int i = digits.Length - 1; i >= 0; i--)
            {
                carry += digits[i] << 8;
                digits[i] = (byte)(carry % 58);
                carry /= 58;
            }
        }
        int zeros = LeadingZeros(bytes);
        ReadOnlySpan<byte> significant = digits[LeadingZeros(digits)..];
        string text = string.Create(zeros + significant.Length, significant, static (span, d) =>
        {
            span.Fill('1');
            for (int i = 0; i < d.Length; i++)
                span[span.Length - d.Length + i] = Alphabet[d[i]];
        });
        CryptographicOperations.ZeroMemory(bytes);
        CryptographicOperations.ZeroMemory(digits);
        return text;
    }

    /// <summary>Reads exactly <paramref name="payload"/>'s length of bytes and checks their checksum.</summary>
    public static ExtendedKeyError Decode(ReadOnlySpan<char> text, Span<byte> payload)
    {
        Span<byte> bytes = stackalloc byte[payload.Length + ChecksumLength];
        bytes.Clear();
        if (text.IsEmpty || text.Length > bytes.Length * 2)
            return ExtendedKeyError.Form;
        foreach (char c in text)
        {
            int carry = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (carry < 0)
                return ExtendedKeyError.Form;
            for (int i = bytes.Length - 1; i >= 0; i--)
            {
                carry += bytes[i] * 58;
                bytes[i] = (byte)carry;
                carry >>= 8;
            }
            if (carry != 0)
                return ExtendedKeyError.Form;
        }
        int ones = text.IndexOfAnyExcept('1');
        if (ones != LeadingZeros(bytes))
            return ExtendedKeyError.Form;
        Span<byte> checksum = stackalloc byte[ChecksumLength];
        Checksum(bytes[..payload.Length], checksum);
        bool fits = checksum.SequenceEqual(bytes[payload.Length..]);
        if (fits)
            bytes[..payload.Length].CopyTo(payload);
        CryptographicOperations.ZeroMemory(bytes);
        return fits ? ExtendedKeyError.None : ExtendedKeyError.Checksum;
    }

    private static int LeadingZeros(ReadOnlySpan<byte> bytes)
    {
        int zeros = bytes.IndexOfAnyExcept((byte)0);
        return zeros < 0 ? bytes.Length : zeros;
    }

    private static void Checksum(ReadOnlySpan<byte> payload, Span<byte> checksum)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(payload, digest);
        SHA256.HashData(digest, digest);
        digest[..ChecksumLength].CopyTo(checksum);
    }
}
