using System.Runtime.InteropServices;

namespace Chain.Primitives.Crypto;

/// <summary>OpenSSL's SHA256_CTX: eight words of state, two of length, a block of 64 bytes, two integers; 112 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 112)]
internal struct Sha256State
{
    private ulong _first;
}
