using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chain.Primitives.Crypto;

/// <summary>A public key whose point was found on the curve, in the library's own 64-byte form. Parsing costs an eighth of a verification, so busy callers keep these.</summary>
/// <remarks>The bytes mean nothing outside this process. The default value is no key: it verifies nothing.</remarks>
public readonly struct ParsedPublicKey
{
    internal const int Length = 64;

    private readonly Bytes _bytes;

    internal ParsedPublicKey(ReadOnlySpan<byte> bytes) => bytes.CopyTo(_bytes);

    /// <summary>True for the default value, which never came out of a parser. The library would abort the process on it.</summary>
    public bool IsDefault => !MemoryMarshal.Cast<byte, ulong>((ReadOnlySpan<byte>)_bytes).ContainsAnyExcept(0UL);

    internal void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)_bytes).CopyTo(destination);

    [InlineArray(Length)]
    private struct Bytes
    {
        private byte _first;
    }
}
