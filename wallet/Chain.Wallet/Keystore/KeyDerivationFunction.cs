using System.Numerics;
using System.Security.Cryptography;
using Chain.Wallet.Keys;

namespace Chain.Wallet.Keystore;

/// <summary>How a key file makes an encryption key from a password: scrypt or PBKDF2, with their parameters and a salt.</summary>
internal abstract record KeyDerivationFunction
{
    /// <summary>Bytes derived: half for the cipher, half for the checksum.</summary>
    public const int KeyLength = 32;

    public const int SaltLengthMin = 8;
    public const int SaltLengthMax = 64;

    private KeyDerivationFunction()
    {
    }

    /// <summary>Whether the parameters may be used at all.</summary>
    public abstract KeyFileError Check();

    /// <summary>True when the parameters are accepted but cost an attacker less than today's files do.</summary>
    public abstract bool IsWeak { get; }

    /// <summary>Derives the key. False when the library has not the memory.</summary>
    public abstract bool TryDerive(ReadOnlySpan<byte> password, Span<byte> key);

    /// <summary>RFC 7914. Takes 128·N·r bytes of memory and time in proportion to N·r·p.</summary>
    public sealed record Scrypt(ulong N, ulong R, ulong P, byte[] Salt) : KeyDerivationFunction
    {
        /// <summary>What new files use: 128 MiB and about 0.4 s.</summary>
        public const ulong StandardN = 1 << 17;

        private const ulong NMin = 1 << 10;
        private const ulong NMax = 1 << 20;
        private const ulong RMax = 32;
        private const ulong PMax = 16;
        private const ulong CostMax = 1 << 24;
        private const ulong MemoryBytesMax = 1UL << 30;
        private const ulong WeakBelow = 1 << 17;

        public override bool IsWeak => N * R < WeakBelow;

        public override KeyFileError Check()
        {
            if (N < 2 || !BitOperations.IsPow2(N) || R == 0 || P == 0 || (R < 4 && N >= 1UL << (int)(16 * R)))
                return KeyFileError.KdfParameters;
            if (N > NMax || R > RMax || P > PMax || N * R * P > CostMax || 128 * N * R > MemoryBytesMax)
                return KeyFileError.KdfTooExpensive;
            return N < NMin ? KeyFileError.KdfTooWeak : KeyFileError.None;
        }

        // The library counts a little more than the algorithm's own 128·N·r bytes.
        public override bool TryDerive(ReadOnlySpan<byte> password, Span<byte> key) =>
            LibCrypto.TryScrypt(password, Salt, N, R, P, MemoryBytesMax + (1 << 20), key);
    }

    /// <summary>RFC 8018 with HMAC-SHA-256. Only read, for files of other programs; new files use scrypt.</summary>
    public sealed record Pbkdf2(ulong Iterations, byte[] Salt) : KeyDerivationFunction
    {
        private const ulong IterationsMin = 1_000;
        private const ulong IterationsMax = 10_000_000;
        private const ulong WeakBelow = 200_000;

        public override bool IsWeak => Iterations < WeakBelow;

        public override KeyFileError Check() => Iterations switch
        {
            < IterationsMin => KeyFileError.KdfTooWeak,
            > IterationsMax => KeyFileError.KdfTooExpensive,
            _ => KeyFileError.None,
        };

        public override bool TryDerive(ReadOnlySpan<byte> password, Span<byte> key)
        {
            Rfc2898DeriveBytes.Pbkdf2(password, Salt, key, (int)Iterations, HashAlgorithmName.SHA256);
            return true;
        }
    }
}
