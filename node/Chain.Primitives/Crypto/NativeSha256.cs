using System.Runtime.CompilerServices;

namespace Chain.Primitives.Crypto;

/// <summary>SHA-256 through OpenSSL, with its state on the stack.</summary>
internal static unsafe class NativeSha256
{
    [SkipLocalsInit]
    public static Hash256 Hash(ReadOnlySpan<byte> bytes)
    {
        Sha256State state;
        Hash256 digest;
        LibCrypto.Init(&state);
        LibCrypto.Append(&state, bytes);
        LibCrypto.Finish(&state, &digest);
        return digest;
    }

    [SkipLocalsInit]
    public static Hash256 Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Sha256State state;
        Hash256 digest;
        LibCrypto.Init(&state);
        LibCrypto.Append(&state, first);
        LibCrypto.Append(&state, second);
        LibCrypto.Finish(&state, &digest);
        return digest;
    }
}
