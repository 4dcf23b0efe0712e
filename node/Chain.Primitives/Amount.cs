namespace Chain.Primitives;

/// <summary>An amount of money in grains; 10⁹ grains are one coin. Every amount that exists is at most <see cref="MaxSupply"/>, so two of them add without overflow.</summary>
public readonly record struct Amount : IComparable<Amount>
{
    /// <summary>Grains in one coin.</summary>
    public const ulong GrainsPerCoin = 1_000_000_000;

    /// <summary>The most that can exist: 2⁶² − 1 grains.</summary>
    public const ulong MaxSupply = (1UL << 62) - 1;

    private Amount(ulong grains) => Grains = grains;

    /// <summary>The amount in grains.</summary>
    public ulong Grains { get; }

    /// <summary>Nothing.</summary>
    public static Amount Zero => default;

    /// <summary>False when more than can exist.</summary>
    public static bool TryCreate(ulong grains, out Amount amount)
    {
        amount = grains <= MaxSupply ? new Amount(grains) : default;
        return grains <= MaxSupply;
    }

    /// <summary>For values known to be in range.</summary>
    /// <exception cref="InvariantException">More than can exist.</exception>
    public static Amount FromGrains(ulong grains)
    {
        Invariant.Holds(grains <= MaxSupply, "an amount is at most the largest supply");
        return new Amount(grains);
    }

    /// <summary>False when the sum is more than can exist.</summary>
    public bool TryAdd(Amount other, out Amount sum) => TryCreate(Grains + other.Grains, out sum);

    /// <summary>False when <paramref name="other"/> is more than this.</summary>
    public bool TrySubtract(Amount other, out Amount difference)
    {
        difference = other.Grains <= Grains ? new Amount(Grains - other.Grains) : default;
        return other.Grains <= Grains;
    }

    /// <summary>The product, which always fits 128 bits.</summary>
    public UInt128 Times(ulong factor) => (UInt128)Grains * factor;

    /// <summary>Takes a result of 128-bit arithmetic; false when it is more than can exist.</summary>
    public static bool TryCreate(UInt128 grains, out Amount amount)
    {
        amount = grains <= MaxSupply ? new Amount((ulong)grains) : default;
        return grains <= MaxSupply;
    }

    /// <inheritdoc cref="AmountText.TryParse"/>
    public static bool TryParse(ReadOnlySpan<char> text, out Amount amount, out AmountError error) => AmountText.TryParse(text, out amount, out error);

    /// <summary>Coins with their unit and no superfluous zeros: "1.5chn". Parses back to the same amount.</summary>
    public override string ToString() => AmountText.FormatCoins(this) + AmountText.CoinUnit;

    /// <inheritdoc/>
    public int CompareTo(Amount other) => Grains.CompareTo(other.Grains);

    /// <summary>A sum that must fit; outside data goes through <see cref="TryAdd"/>.</summary>
    public static Amount operator +(Amount left, Amount right) => FromGrains(left.Grains + right.Grains);

    /// <summary>A difference that must not be negative; outside data goes through <see cref="TrySubtract"/>.</summary>
    public static Amount operator -(Amount left, Amount right)
    {
        Invariant.Holds(right.Grains <= left.Grains, "an amount does not become negative");
        return new Amount(left.Grains - right.Grains);
    }

    public static bool operator <(Amount left, Amount right) => left.Grains < right.Grains;

    public static bool operator >(Amount left, Amount right) => left.Grains > right.Grains;

    public static bool operator <=(Amount left, Amount right) => left.Grains <= right.Grains;

    public static bool operator >=(Amount left, Amount right) => left.Grains >= right.Grains;
}
