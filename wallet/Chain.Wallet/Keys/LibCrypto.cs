using System.Runtime.InteropServices;

namespace Chain.Wallet.Keys;

/// <summary>The two functions of OpenSSL's libcrypto that the BCL does not offer: RIPEMD-160 and scrypt.</summary>
internal static unsafe partial class LibCrypto
{
    private const string Library = "libcrypto.so.3";

    /// <summary>RIPEMD-160 of a message; only for the fingerprints of BIP-32, where nothing rests on its strength.</summary>
    public static void Ripemd160(ReadOnlySpan<byte> message, Span<byte> digest20)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(digest20.Length, 20);
        fixed (byte* input = message, output = digest20)
        {
            if (RIPEMD160(input, (nuint)message.Length, output) == null)
                throw new InvalidOperationException($"{Library} refused RIPEMD-160.");
        }
    }

    /// <summary>RFC 7914's scrypt. False when the library refuses the parameters or the memory they need.</summary>
    public static bool TryScrypt(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, ulong n, ulong r, ulong p, ulong memoryBytesMax, Span<byte> key)
    {
        // The library takes a null password for a missing one, so an empty password points at something.
        byte nothing = 0;
        fixed (byte* pass = password, saltBytes = salt, output = key)
        {
            int result = EVP_PBE_scrypt(
                pass == null ? &nothing : pass, (nuint)password.Length,
                saltBytes == null ? &nothing : saltBytes, (nuint)salt.Length,
                n, r, p, memoryBytesMax, output, (nuint)key.Length);
            return result == 1;
        }
    }

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial byte* RIPEMD160(byte* message, nuint length, byte* digest);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EVP_PBE_scrypt(
        byte* password, nuint passwordLength, byte* salt, nuint saltLength,
        ulong n, ulong r, ulong p, ulong memoryMax, byte* key, nuint keyLength);
}
