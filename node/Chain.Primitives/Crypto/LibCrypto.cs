using System.Runtime.InteropServices;

namespace Chain.Primitives.Crypto;

/// <summary>OpenSSL's low-level SHA-256. Its high-level interface, which the BCL uses, spends four fifths of its time on looking the algorithm up.</summary>
/// <remarks>
/// These three functions are in every libcrypto 3.x. Calls without a GC transition are for short inputs only: a collection
/// that another thread asks for has to wait until such a call returns.
/// </remarks>
internal static unsafe partial class LibCrypto
{
    private const string Library = "libcrypto.so.3";

    /// <summary>Above this many bytes the cost of a GC transition no longer shows.</summary>
    private const int ShortInputMax = 4096;

    /// <summary>True when the library is there and computes the right digest of "abc".</summary>
    public static bool IsUsable()
    {
        if (!NativeLibrary.TryLoad(Library, typeof(LibCrypto).Assembly, DllImportSearchPath.SafeDirectories, out nint library))
            return false;
        if (!NativeLibrary.TryGetExport(library, "SHA256_Init", out _)
            || !NativeLibrary.TryGetExport(library, "SHA256_Update", out _)
            || !NativeLibrary.TryGetExport(library, "SHA256_Final", out _))
            return false;
        Sha256State state;
        Hash256 digest;
        Init(&state);
        Append(&state, "abc"u8);
        Finish(&state, &digest);
        return digest.Span.SequenceEqual((ReadOnlySpan<byte>)
        [
            0xBA, 0x78, 0x16, 0xBF, 0x8F, 0x01, 0xCF, 0xEA, 0x41, 0x41, 0x40, 0xDE, 0x5D, 0xAE, 0x22, 0x23,
            0xB0, 0x03, 0x61, 0xA3, 0x96, 0x17, 0x7A, 0x9C, 0xB4, 0x10, 0xFF, 0x61, 0xF2, 0x00, 0x15, 0xAD,
        ]);
    }

    /// <summary>Starts a digest. None of the three functions can fail on a state that Init has written.</summary>
    public static void Init(Sha256State* state) => SHA256_Init(state);

    public static void Append(Sha256State* state, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* data = bytes)
        {
            if (bytes.Length <= ShortInputMax)
                SHA256_Update(state, data, (nuint)bytes.Length);
            else
                SHA256_UpdateLong(state, data, (nuint)bytes.Length);
        }
    }

    public static void Finish(Sha256State* state, Hash256* digest) => SHA256_Final((byte*)digest, state);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int SHA256_Init(Sha256State* state);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int SHA256_Update(Sha256State* state, byte* data, nuint length);

    [LibraryImport(Library, EntryPoint = "SHA256_Update")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SHA256_UpdateLong(Sha256State* state, byte* data, nuint length);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static partial int SHA256_Final(byte* digest, Sha256State* state);
}
