using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Chain.Primitives.Crypto;

/// <summary>ECDSA over secp256k1 through bitcoin-core's library. All functions may be called from any number of threads at once.</summary>
/// <remarks>
/// <para>Accepted signatures are exactly those with 1 ≤ r &lt; n and 1 ≤ s ≤ n/2 over a key on the curve. The high-S twin of a
/// good signature is refused, so nobody but the signer can make a second signature for the same digest.</para>
/// <para>One context serves the process. <see cref="Randomize"/> blinds it against side channels when signing; it changes no result.</para>
/// </remarks>
public static unsafe class Secp256k1
{
    private const string Remedy = "Install it: apt-get install libsecp256k1-1 (the Debian package of bitcoin-core's library).";

    private static nint s_context = CreateContext();

    /// <summary>Checks that the library is there and signs and verifies a known message correctly. Hosts call it at start.</summary>
    /// <exception cref="Secp256k1UnavailableException">It is not, or does not; the message names the Debian package.</exception>
    public static void EnsureAvailable()
    {
        // RFC 6979 with key 1 and SHA-256("Satoshi Nakamoto"), a vector that several libraries share.
        Span<byte> one = stackalloc byte[PrivateKey.Length];
        one[^1] = 1;
        ReadOnlySpan<byte> expected = Convert.FromHexString(
            "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d82442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
        Hash256 digest = Hashing.Sha256("Satoshi Nakamoto"u8);
        bool works = PrivateKey.TryCreate(one, out PrivateKey? key);
        using (key)
        {
            works = works && key!.Sign(digest) is var signature
                && signature.Span.SequenceEqual(expected)
                && Verify(key.GetPublicKey(), digest, signature);
        }
        if (!works)
            throw new Secp256k1UnavailableException($"{LibSecp256k1.Library} does not compute a known signature. {Remedy}");
    }

    /// <summary>Replaces the context by one that is blinded with this secret seed of 32 random bytes. Hosts that sign call it once at start.</summary>
    /// <remarks>Randomness comes from the caller because this project has none. The former context is not freed: another thread may be using it.</remarks>
    public static void Randomize(ReadOnlySpan<byte> seed32)
    {
        if (seed32.Length != 32)
            throw new ArgumentException($"A seed has 32 bytes, not {seed32.Length}.", nameof(seed32));
        nint fresh = CreateContext();
        if (fresh == 0)
            throw Unavailable();
        fixed (byte* seed = seed32)
            Invariant.Holds(LibSecp256k1.secp256k1_context_randomize(fresh, seed) == 1, "a fresh context can be randomized");
        Volatile.Write(ref s_context, fresh);
    }

    /// <summary>Finds the point of a compressed key; false when there is none on the curve.</summary>
    [SkipLocalsInit]
    public static bool TryParse(in PublicKey key, out ParsedPublicKey parsed)
    {
        byte* point = stackalloc byte[ParsedPublicKey.Length];
        parsed = default;
        fixed (byte* input = key.Span)
        {
            if (LibSecp256k1.secp256k1_ec_pubkey_parse(Context, point, input, PublicKey.Length) != 1)
                return false;
        }
        parsed = new ParsedPublicKey(new ReadOnlySpan<byte>(point, ParsedPublicKey.Length));
        return true;
    }

    /// <summary>True when the signature over the digest is the key's. False for high-S, zero or out-of-range numbers and for keys off the curve.</summary>
    public static bool Verify(in PublicKey key, Hash256 digest, in Signature signature) =>
        TryParse(key, out ParsedPublicKey parsed) && Verify(parsed, digest, signature);

    /// <inheritdoc cref="Verify(in PublicKey, Hash256, in Signature)"/>
    [SkipLocalsInit]
    public static bool Verify(in ParsedPublicKey key, Hash256 digest, in Signature signature)
    {
        if (key.IsDefault)
            return false;
        byte* point = stackalloc byte[ParsedPublicKey.Length];
        key.CopyTo(new Span<byte>(point, ParsedPublicKey.Length));
        byte* parsed = stackalloc byte[Signature.Length];
        nint context = Context;
        fixed (byte* input = signature.Span)
        {
            if (LibSecp256k1.secp256k1_ecdsa_signature_parse_compact(context, parsed, input) != 1)
                return false;
        }
        return LibSecp256k1.secp256k1_ecdsa_verify(context, parsed, (byte*)&digest, point) == 1;
    }

    /// <summary>The key plus a number modulo n, as BIP-32 derives private children. False when the number is ≥ n or the sum is 0.</summary>
    public static bool TryTweakAdd(PrivateKey key, ReadOnlySpan<byte> tweak32, out PrivateKey? sum)
    {
        sum = null;
        if (tweak32.Length != PrivateKey.Length)
            return false;
        Span<byte> secret = stackalloc byte[PrivateKey.Length];
        key.CopyTo(secret);
        try
        {
            fixed (byte* s = secret, tweak = tweak32)
                return LibSecp256k1.secp256k1_ec_seckey_tweak_add(Context, s, tweak) == 1 && PrivateKey.TryCreate(secret, out sum);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>The key plus a number times the generator, as BIP-32 derives public children. False when the key is off the curve, the number is ≥ n, or the sum is infinity.</summary>
    public static bool TryTweakAdd(in PublicKey key, ReadOnlySpan<byte> tweak32, out PublicKey sum)
    {
        sum = default;
        if (tweak32.Length != PrivateKey.Length || !TryParse(key, out ParsedPublicKey parsed))
            return false;
        byte* point = stackalloc byte[ParsedPublicKey.Length];
        parsed.CopyTo(new Span<byte>(point, ParsedPublicKey.Length));
        fixed (byte* tweak = tweak32)
        {
            if (LibSecp256k1.secp256k1_ec_pubkey_tweak_add(Context, point, tweak) != 1)
                return false;
        }
        sum = Serialize(point);
        return true;
    }

    internal static bool IsValidSecret(ReadOnlySpan<byte> secret32)
    {
        fixed (byte* secret = secret32)
            return LibSecp256k1.secp256k1_ec_seckey_verify(Context, secret) == 1;
    }

    internal static PublicKey PublicKeyOf(ReadOnlySpan<byte> secret32)
    {
        byte* point = stackalloc byte[ParsedPublicKey.Length];
        fixed (byte* secret = secret32)
            Invariant.Holds(LibSecp256k1.secp256k1_ec_pubkey_create(Context, point, secret) == 1, "a valid private key has a public key");
        return Serialize(point);
    }

    internal static Signature Sign(ReadOnlySpan<byte> secret32, Hash256 digest)
    {
        byte* parsed = stackalloc byte[Signature.Length];
        Span<byte> compact = stackalloc byte[Signature.Length];
        nint context = Context;
        fixed (byte* secret = secret32, output = compact)
        {
            // No nonce function named: the library's default is RFC 6979, and its signatures are low-S.
            Invariant.Holds(LibSecp256k1.secp256k1_ecdsa_sign(context, parsed, (byte*)&digest, secret, 0, 0) == 1, "a valid private key signs");
            LibSecp256k1.secp256k1_ecdsa_signature_serialize_compact(context, output, parsed);
        }
        Invariant.Holds(Signature.TryCreate(compact, out Signature signature), "a compact signature has 64 bytes");
        return signature;
    }

    private static nint Context
    {
        get
        {
            nint context = Volatile.Read(ref s_context);
            return context != 0 ? context : throw Unavailable();
        }
    }

    private static PublicKey Serialize(byte* point)
    {
        Span<byte> compressed = stackalloc byte[PublicKey.Length];
        nuint length = PublicKey.Length;
        fixed (byte* output = compressed)
            LibSecp256k1.secp256k1_ec_pubkey_serialize(Context, output, &length, point, LibSecp256k1.Compressed);
        Invariant.Holds(PublicKey.TryCreate(compressed, out PublicKey key), "a serialized key is compressed");
        return key;
    }

    private static nint CreateContext() =>
        NativeLibrary.TryLoad(LibSecp256k1.Library, typeof(Secp256k1).Assembly, DllImportSearchPath.SafeDirectories, out _)
            ? LibSecp256k1.secp256k1_context_create(LibSecp256k1.ContextSignAndVerify)
            : 0;

    private static Secp256k1UnavailableException Unavailable() =>
        new($"{LibSecp256k1.Library} cannot be loaded, so no signature can be made or checked. {Remedy}");
}
