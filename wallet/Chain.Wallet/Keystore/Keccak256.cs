using System.Buffers.Binary;
using System.Numerics;

namespace Chain.Wallet.Keystore;

/// <summary>Keccak-256 as Ethereum uses it (the padding of before SHA-3): only for the checksums and addresses of Web3 v3 files.</summary>
internal static class Keccak256
{
    public const int DigestLength = 32;

    private const int RateBytes = 136;
    private const int Rounds = 24;

    private static readonly ulong[] s_roundConstants = RoundConstants();

    public static void Hash(ReadOnlySpan<byte> message, Span<byte> digest)
    {
        Span<ulong> state = stackalloc ulong[25];
        state.Clear();
        Span<byte> block = stackalloc byte[RateBytes];
        while (message.Length >= RateBytes)
        {
            Absorb(state, message[..RateBytes]);
            message = message[RateBytes..];
        }
        block.Clear();
        message.CopyTo(block);
        block[message.Length] ^= 0x01;
        block[^1] ^= 0x80;
        Absorb(state, block);
        for (int i = 0; i < DigestLength / 8; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(digest[(8 * i)..], state[i]);
    }

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block)
    {
        for (int i = 0; i < RateBytes / 8; i++)
            state[i] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * i)..]);
        for (int round = 0; round < Rounds; round++)
            Permute(state, s_roundConstants[round]);
    }

    /// <summary>One round: theta, rho and pi, chi, iota (FIPS 202, section 3.2). Lane (x, y) is at x + 5y.</summary>
    private static void Permute(Span<ulong> a, ulong roundConstant)
    {
        Span<ulong> c = stackalloc ulong[5];
        for (int x = 0; x < 5; x++)
            c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        for (int i = 0; i < 25; i++)
            a[i] ^= c[(i + 4) % 5] ^ BitOperations.RotateLeft(c[(i + 1) % 5], 1);

        // Rho and pi follow one path through all lanes but the first.
        int lane = 1;
        ulong moving = a[1];
        for (int step = 0; step < 24; step++)
        {
            int column = lane % 5;
            int row = lane / 5;
            lane = row + (5 * (((2 * column) + (3 * row)) % 5));
            int rotation = (step + 1) * (step + 2) / 2 % 64;
            (moving, a[lane]) = (a[lane], BitOperations.RotateLeft(moving, rotation));
        }

        for (int y = 0; y < 25; y += 5)
        {
            a.Slice(y, 5).CopyTo(c);
            for (int x = 0; x < 5; x++)
                a[y + x] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5]);
        }
        a[0] ^= roundConstant;
    }

    /// <summary>The constants of iota, from the shift register that defines them.</summary>
    private static ulong[] RoundConstants()
    {
        ulong[] constants = new ulong[Rounds];
        int register = 1;
        for (int round = 0; round < Rounds; round++)
        {
            for (int j = 0; j <= 6; j++)
            {
                if ((register & 1) != 0)
                    constants[round] |= 1UL << ((1 << j) - 1);
                register = (register << 1) ^ ((register >> 7) * 0x171);
            }
        }
        return constants;
    }
}
