using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Chain.Wallet.Keys;

namespace Chain.Wallet.Keystore;

/// <summary>A password in the form that key files use: NFKD, without control characters, as UTF-8 (ERC-2335). Zeroed on dispose, never printed.</summary>
/// <remarks>
/// So "é" is the same password however it was typed, and a stray tab or carriage return is not part of it. Files of Web3 v3 are
/// opened with the bytes as they were typed, as the programs that wrote them do. The empty password opens files; it makes none.
/// </remarks>
[DebuggerDisplay("password (not shown)")]
public sealed class Password : IDisposable
{
    /// <summary>Most characters that are read. Longer texts are files given by mistake.</summary>
    public const int LengthMax = 1024;

    /// <summary>Fewer characters than this can be guessed; programs warn.</summary>
    public const int LengthAdvised = 8;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _normalized;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _typed;

    private bool _disposed;

    private Password(byte[] normalized, byte[] typed)
    {
        _normalized = normalized;
        _typed = typed;
        IsEmpty = normalized.Length == 0;
        IsShort = normalized.Count(b => (b & 0xC0) != 0x80) < LengthAdvised;
    }

    /// <summary>True when nothing is left after normalisation. No key is stored under it.</summary>
    public bool IsEmpty { get; }

    /// <summary>True below <see cref="LengthAdvised"/> characters.</summary>
    public bool IsShort { get; }

    /// <summary>Takes a text as it was typed. The caller clears its own copy.</summary>
    public static bool TryCreate(ReadOnlySpan<char> text, [NotNullWhen(true)] out Password? password, out PasswordError error)
    {
        password = null;
        error = text.Length > LengthMax ? PasswordError.TooLong : PasswordError.None;
        if (error != PasswordError.None)
            return false;
        if (!Nfkd.TryNormalize(text, out byte[] decomposed))
        {
            error = PasswordError.UnknownCharacter;
            return false;
        }
        byte[] typed = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, typed);
        password = new(WithoutControls(decomposed), typed);
        CryptographicOperations.ZeroMemory(decomposed);
        return true;
    }

    /// <summary>Takes what came from a file or a pipe: UTF-8, with one newline at the end (LF or CR LF) removed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out Password? password, out PasswordError error)
    {
        password = null;
        if (utf8.EndsWith((byte)'\n'))
            utf8 = utf8.EndsWith("\r\n"u8) ? utf8[..^2] : utf8[..^1];
        error = utf8.Length > LengthMax * 4 ? PasswordError.TooLong : !Utf8.IsValid(utf8) ? PasswordError.Utf8 : PasswordError.None;
        if (error != PasswordError.None)
            return false;
        char[] text = new char[Encoding.UTF8.GetCharCount(utf8)];
        Encoding.UTF8.GetChars(utf8, text);
        bool created = TryCreate(text, out password, out error);
        text.AsSpan().Clear();
        return created;
    }

    /// <summary>Zeroes the password.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_normalized);
        CryptographicOperations.ZeroMemory(_typed);
    }

    /// <summary>A constant: a password is never printed.</summary>
    public override string ToString() => "password (not shown)";

    /// <summary>What this project's key files derive from.</summary>
    internal ReadOnlySpan<byte> Normalized => _disposed ? throw new ObjectDisposedException(nameof(Password)) : _normalized;

    /// <summary>What Web3 v3 files derive from.</summary>
    internal ReadOnlySpan<byte> Typed => _disposed ? throw new ObjectDisposedException(nameof(Password)) : _typed;

    /// <summary>Removes C0, DEL and C1. In UTF-8 the first two are single bytes and C1 is C2 80 to C2 9F.</summary>
    private static byte[] WithoutControls(ReadOnlySpan<byte> utf8)
    {
        byte[] kept = new byte[utf8.Length];
        int length = 0;
        for (int i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] < 0x20 || utf8[i] == 0x7F)
                continue;
            if (utf8[i] == 0xC2 && utf8[i + 1] < 0xA0)
            {
                i++;
                continue;
            }
            kept[length++] = utf8[i];
        }
        byte[] result = kept[..length];
        CryptographicOperations.ZeroMemory(kept);
        return result;
    }
}
