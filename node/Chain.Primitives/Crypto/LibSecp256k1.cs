using System.Runtime.InteropServices;

namespace Chain.Primitives.Crypto;

/// <summary>The C functions of bitcoin-core's libsecp256k1, as its header declares them. Only <see cref="Secp256k1"/> calls them.</summary>
/// <remarks>
/// The library calls abort() on an "illegal argument", for example on a parsed key that is all zero because it was never
/// parsed. So nothing reaches these functions that did not come out of one of their parsers.
/// </remarks>
internal static unsafe partial class LibSecp256k1
{
    public const string Library = "libsecp256k1.so.1";
    public const uint ContextSignAndVerify = 0x301;
    public const uint Compressed = 0x102;

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint secp256k1_context_create(uint flags);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int secp256k1_context_randomize(nint context, byte* seed32);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int secp256k1_ec_pubkey_parse(nint context, byte* key64, byte* input, nuint length);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int secp256k1_ec_pubkey_serialize(nint context, byte* output, nuint* length, byte* key64, uint flags);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int secp256k1_ec_pubkey_create(nint context, byte* key64, byte* secret32);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int secp256k1_ec_pubkey_tweak_add(nint context, byte* key64, byte* tweak32);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int secp256k1_ec_seckey_verify(nint context, byte* secret32);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int secp256k1_ec_seckey_tweak_add(nint context, byte* secret32, byte* tweak32);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int secp256k1_ecdsa_signature_parse_compact(nint context, byte* signature64, byte* input64);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int secp256k1_ecdsa_signature_serialize_compact(nint context, byte* output64, byte* signature64);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int secp256k1_ecdsa_verify(nint context, byte* signature64, byte* digest32, byte* key64);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int secp256k1_ecdsa_sign(nint context, byte* signature64, byte* digest32, byte* secret32, nint nonceFunction, nint nonceData);
}
