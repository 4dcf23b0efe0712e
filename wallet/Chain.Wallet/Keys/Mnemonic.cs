using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Chain.Wallet.Keys;

/// <summary>A phrase of BIP-39: 12 to 24 English words that stand for 16 to 32 random bytes and a checksum. Zeroed on dispose; printed only by <see cref="Reveal"/>.</summary>
/// <remarks>Reading is strict: small letters, single spaces, a right checksum. What is accepted has one spelling, so it cannot lead to another seed than in other wallets.</remarks>
[DebuggerDisplay("mnemonic (not shown)")]
public sealed class Mnemonic : IDisposable
{
    /// <summary>Length of a seed in bytes.</summary>
    public const int SeedLength = 64;

    /// <summary>More than any phrase has; longer texts are not searched for words.</summary>
    private const int TextLengthMax = 1024;

    private const int BitsPerWord = 11;
    private const int Iterations = 2048;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly ushort[] _words;

    private bool _disposed;

    private Mnemonic(ReadOnlySpan<ushort> words)
    {
        _words = GC.AllocateUninitializedArray<ushort>(words.Length, pinned: true);
        words.CopyTo(_words);
    }

    /// <summary>How many words the phrase has.</summary>
    public int WordCount => _words.Length;

    /// <summary>A new phrase of 12, 15, 18, 21 or 24 words from the system's randomness.</summary>
    public static Mnemonic Generate(int wordCount = 24)
    {
        if (!IsWordCount(wordCount))
            throw new ArgumentOutOfRangeException(nameof(wordCount), wordCount, "A phrase has 12, 15, 18, 21 or 24 words.");
        Span<byte> entropy = stackalloc byte[wordCount / 3 * 4];
        try
        {
            RandomNumberGenerator.Fill(entropy);
            return FromEntropy(entropy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(entropy);
        }
    }

    /// <summary>The phrase of 16, 20, 24, 28 or 32 bytes. The caller zeroes its bytes.</summary>
    public static Mnemonic FromEntropy(ReadOnlySpan<byte> entropy)
    {
        if (entropy.Length is < 16 or > 32 || entropy.Length % 4 != 0)
            throw new ArgumentException("Entropy has 16, 20, 24, 28 or 32 bytes.", nameof(entropy));
        Span<byte> bits = stackalloc byte[entropy.Length + 1];
        Span<ushort> words = stackalloc ushort[entropy.Length / 4 * 3];
        try
        {
            entropy.CopyTo(bits);
            bits[^1] = ChecksumByte(entropy);
            for (int i = 0; i < words.Length; i++)
                words[i] = WordAt(bits, i);
            return new Mnemonic(words);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bits);
            words.Clear();
        }
    }

    /// <summary>Reads a phrase.</summary>
    public static bool TryParse(ReadOnlySpan<char> phrase, [NotNullWhen(true)] out Mnemonic? mnemonic, out MnemonicFailure failure)
    {
        mnemonic = null;
        Span<ushort> words = stackalloc ushort[24];
        failure = ReadWords(phrase, words, out int count);
        if (failure.Error != MnemonicError.None)
            return false;
        words = words[..count];
        MnemonicError error = words.ContainsAnyExcept(words[0]) ? MnemonicError.None : MnemonicError.AllSameWord;
        if (!HasRightChecksum(words))
            error = MnemonicError.Checksum;
        failure = new(error, 0, count);
        if (error == MnemonicError.None)
            mnemonic = new Mnemonic(words);
        words.Clear();
        return error == MnemonicError.None;
    }

    /// <summary>The seed for BIP-32, with an optional passphrase. False when the passphrase has characters without a fixed normal form.</summary>
    public bool TryToSeed(ReadOnlySpan<char> passphrase, Span<byte> seed64)
    {
        if (!Nfkd.TryNormalize(passphrase, out byte[] normalized))
            return false;
        byte[] phrase = System.Text.Encoding.ASCII.GetBytes(Reveal());
        byte[] salt = [.. "mnemonic"u8, .. normalized];
        Rfc2898DeriveBytes.Pbkdf2(phrase, salt, seed64[..SeedLength], Iterations, HashAlgorithmName.SHA512);
        CryptographicOperations.ZeroMemory(phrase);
        CryptographicOperations.ZeroMemory(salt);
        CryptographicOperations.ZeroMemory(normalized);
        return true;
    }

    /// <summary>The words, to be shown to their owner and to nobody else.</summary>
    public string Reveal()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return string.Join(' ', _words.Select(w => WordList.Word(w)));
    }

    /// <summary>Zeroes the phrase.</summary>
    public void Dispose()
    {
        _disposed = true;
        _words.AsSpan().Clear();
    }

    /// <summary>A constant: a phrase is printed only by <see cref="Reveal"/>.</summary>
    public override string ToString() => "mnemonic (not shown)";

    private static bool IsWordCount(int count) => count is >= 12 and <= 24 && count % 3 == 0;

    private static MnemonicFailure ReadWords(ReadOnlySpan<char> phrase, Span<ushort> words, out int count)
    {
        count = 0;
        if (phrase.IsEmpty)
            return new(MnemonicError.Empty, 0, 0);
        if (phrase.Length > TextLengthMax)
            return new(MnemonicError.WordCount, 0, phrase.Count(' ') + 1);
        int total = phrase.Count(' ') + 1;
        foreach (Range range in phrase.Split(' '))
        {
            ReadOnlySpan<char> word = phrase[range];
            int number = ++count;
            if (word.IsEmpty || ContainsWhiteSpace(word))
                return new(MnemonicError.Spacing, number, total);
            if (word.ContainsAnyInRange('A', 'Z'))
                return new(MnemonicError.UpperCase, number, total);
            int index = WordList.IndexOf(word);
            if (index < 0)
                return new(MnemonicError.UnknownWord, number, total);
            if (number <= words.Length)
                words[number - 1] = (ushort)index;
        }
        return new(IsWordCount(count) ? MnemonicError.None : MnemonicError.WordCount, 0, count);
    }

    private static bool ContainsWhiteSpace(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (char.IsWhiteSpace(c))
                return true;
        }
        return false;
    }

    private static bool HasRightChecksum(ReadOnlySpan<ushort> words)
    {
        Span<byte> bits = stackalloc byte[34];
        bits.Clear();
        for (int i = 0; i < words.Length * BitsPerWord; i++)
        {
            if ((words[i / BitsPerWord] & (1 << (BitsPerWord - 1 - (i % BitsPerWord)))) != 0)
                bits[i / 8] |= (byte)(0x80 >> (i % 8));
        }
        int entropyLength = words.Length / 3 * 4;
        int checksumBits = words.Length / 3;
        int difference = bits[entropyLength] ^ ChecksumByte(bits[..entropyLength]);
        CryptographicOperations.ZeroMemory(bits);
        return difference >> (8 - checksumBits) == 0;
    }

    private static byte ChecksumByte(ReadOnlySpan<byte> entropy)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(entropy, digest);
        return digest[0];
    }

    private static ushort WordAt(ReadOnlySpan<byte> bits, int index)
    {
        int word = 0;
        for (int i = index * BitsPerWord; i < (index + 1) * BitsPerWord; i++)
            word = (word << 1) | ((bits[i / 8] >> (7 - (i % 8))) & 1);
        return (ushort)word;
    }
}
