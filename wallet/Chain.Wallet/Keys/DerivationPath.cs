using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Chain.Wallet.Keys;

/// <summary>A path of BIP-32, from the master key down: "m/44'/1'/0'/0/0". An apostrophe marks a hardened step.</summary>
public sealed class DerivationPath
{
    /// <summary>Added to an index to harden it.</summary>
    public const uint Hardened = 0x8000_0000;

    /// <summary>Most steps that are read; BIP-44 has five.</summary>
    public const int StepsMax = 16;

    private readonly uint[] _steps;

    private DerivationPath(uint[] steps) => _steps = steps;

    /// <summary>The coin type of all test networks (SLIP-44).</summary>
    public const uint TestCoinType = 1;

    /// <summary>The indexes, hardened ones with their top bit set.</summary>
    public IReadOnlyList<uint> Steps => _steps;

    /// <summary>BIP-44: m/44'/coin'/0'/0/index.</summary>
    public static DerivationPath ForAccount(uint index, uint coinType = TestCoinType)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Hardened);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(coinType, Hardened);
        return new([44 | Hardened, coinType | Hardened, 0 | Hardened, 0, index]);
    }

    /// <summary>Reads "m" followed by up to 16 steps of plain digits below 2³¹, each with an optional apostrophe.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DerivationPath? path)
    {
        path = null;
        string[] parts = text.Split('/', StepsMax + 2);
        if (parts[0] != "m" || parts.Length > StepsMax + 1)
            return false;
        uint[] steps = new uint[parts.Length - 1];
        for (int i = 0; i < steps.Length; i++)
        {
            ReadOnlySpan<char> part = parts[i + 1];
            bool hardened = part.EndsWith('\'');
            ReadOnlySpan<char> digits = hardened ? part[..^1] : part;
            bool superfluousZero = digits.Length > 1 && digits[0] == '0';
            if (superfluousZero || !uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out uint index) || index >= Hardened)
                return false;
            steps[i] = hardened ? index | Hardened : index;
        }
        path = new(steps);
        return true;
    }

    /// <summary>The path as it is read.</summary>
    public override string ToString() =>
        string.Concat(_steps.Select(s => $"/{s & ~Hardened}{((s & Hardened) != 0 ? "'" : "")}").Prepend("m"));
}
