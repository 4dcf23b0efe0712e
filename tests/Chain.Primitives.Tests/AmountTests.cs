using Chain.Primitives.Tests.Support;

namespace Chain.Primitives.Tests;

public sealed class AmountTests
{
    [Theory]
    [InlineData("0", 0UL)]
    [InlineData("1", 1_000_000_000UL)]
    [InlineData("1.5", 1_500_000_000UL)]
    [InlineData("1.5chn", 1_500_000_000UL)]
    [InlineData("1500grain", 1500UL)]
    [InlineData("0grain", 0UL)]
    [InlineData("0.000000001", 1UL)]
    [InlineData("1.000000000", 1_000_000_000UL)]
    [InlineData("4611686018.427387903", (1UL << 62) - 1)]
    [InlineData("4611686018427387903grain", (1UL << 62) - 1)]
    public void Amounts_are_read_in_coins_and_grains(string text, ulong grains)
    {
        Assert.True(Amount.TryParse(text, out Amount amount, out AmountError error), error.ToString());
        Assert.Equal(grains, amount.Grains);
    }

    [Theory]
    [InlineData("", AmountError.Empty)]
    [InlineData("-1", AmountError.Sign)]
    [InlineData("+1", AmountError.Sign)]
    [InlineData("\u22121", AmountError.Sign)]
    [InlineData("1,5", AmountError.Separator)]
    [InlineData("1'000", AmountError.Separator)]
    [InlineData("1_000", AmountError.Separator)]
    [InlineData("1,000.00", AmountError.Separator)]
    [InlineData(" 1", AmountError.Whitespace)]
    [InlineData("1 ", AmountError.Whitespace)]
    [InlineData("1 chn", AmountError.Whitespace)]
    [InlineData("1chn ", AmountError.Whitespace)]
    [InlineData("1\n", AmountError.Whitespace)]
    [InlineData("1\u00A0000", AmountError.Whitespace)]
    [InlineData("1e9", AmountError.Exponent)]
    [InlineData("1E+9", AmountError.Exponent)]
    [InlineData("1e-9", AmountError.Exponent)]
    [InlineData("1eth", AmountError.UnknownUnit)]
    [InlineData("1CHN", AmountError.UnknownUnit)]
    [InlineData("1chnchn", AmountError.UnknownUnit)]
    [InlineData("1grains", AmountError.UnknownUnit)]
    [InlineData("chn", AmountError.NotANumber)]
    [InlineData("grain", AmountError.NotANumber)]
    [InlineData("abc", AmountError.NotANumber)]
    [InlineData("NaN", AmountError.NotANumber)]
    [InlineData(".5", AmountError.NotANumber)]
    [InlineData("5.", AmountError.NotANumber)]
    [InlineData(".", AmountError.NotANumber)]
    [InlineData("1.2.3", AmountError.NotANumber)]
    [InlineData("1..2", AmountError.NotANumber)]
    [InlineData("01", AmountError.NotANumber)]
    [InlineData("00.5", AmountError.NotANumber)]
    [InlineData("0x10", AmountError.UnknownUnit)]
    [InlineData("1$", AmountError.NotANumber)]
    [InlineData("\u0661", AmountError.NotANumber)]
    [InlineData("\uFF11", AmountError.NotANumber)]
    [InlineData("1.0000000000", AmountError.TooManyDecimals)]
    [InlineData("0.0000000001", AmountError.TooManyDecimals)]
    [InlineData("1.5grain", AmountError.TooManyDecimals)]
    [InlineData("4611686018.427387904", AmountError.Overflow)]
    [InlineData("4611686018427387904grain", AmountError.Overflow)]
    [InlineData("18446744073.709551616", AmountError.Overflow)]
    [InlineData("9999999999999999999", AmountError.Overflow)]
    [InlineData("18446744073709551617grain", AmountError.Overflow)]
    [InlineData("340282366920938463463374607431768211457grain", AmountError.Overflow)]
    [InlineData("99999999999999999999999999999999999999999999999999", AmountError.Overflow)]
    public void What_is_not_one_amount_is_refused_with_its_reason(string text, AmountError expected)
    {
        Assert.False(Amount.TryParse(text, out Amount amount, out AmountError error));
        Assert.Equal(expected, error);
        Assert.True(amount.Grains == 0);
    }

    [Theory]
    [InlineData(0UL, "0", "0grain")]
    [InlineData(1UL, "0.000000001", "1grain")]
    [InlineData(1_500_000_000UL, "1.5", "1500000000grain")]
    [InlineData(10_000_000_000UL, "10", "10000000000grain")]
    [InlineData((1UL << 62) - 1, "4611686018.427387903", "4611686018427387903grain")]
    public void Amounts_are_written_without_superfluous_zeros(ulong grains, string coins, string inGrains)
    {
        Amount amount = Amount.FromGrains(grains);
        Assert.Equal(coins, AmountText.FormatCoins(amount));
        Assert.Equal(inGrains, AmountText.FormatGrains(amount));
        Assert.Equal(coins + "chn", amount.ToString());
    }

    [Fact]
    public void Every_form_reads_back_as_the_same_amount() => Fuzz.Run(20_000, random =>
    {
        Amount amount = Amount.FromGrains(random.AnySize() >> 2);
        foreach (string text in (string[])[amount.ToString(), AmountText.FormatCoins(amount), AmountText.FormatGrains(amount)])
        {
            Assert.True(Amount.TryParse(text, out Amount back, out _), text);
            Assert.Equal(amount, back);
        }
    });

    [Fact]
    public void Any_text_is_read_or_refused_and_what_is_read_is_digits() => Fuzz.Run(50_000, random =>
    {
        const string Alphabet = "0123456789..,'-+ eEchngrainx\u0661\u2212\n";
        string text = string.Create(random.Below(24), random, static (span, r) =>
        {
            foreach (ref char c in span)
                c = Alphabet[r.Below(Alphabet.Length)];
        });
        if (Amount.TryParse(text, out Amount amount, out AmountError error))
            Assert.Matches("^(0|[1-9][0-9]*)((\\.[0-9]{1,9})?(chn)?|grain)$", text);
        else
            Assert.True(error != AmountError.None && amount.Grains == 0);
    });

    [Fact]
    public void Sums_and_differences_of_outside_values_are_asked_for()
    {
        Amount most = Amount.FromGrains(Amount.MaxSupply);
        Amount one = Amount.FromGrains(1);
        Assert.False(most.TryAdd(one, out _));
        Assert.True(most.TryAdd(Amount.Zero, out Amount same));
        Assert.Equal(most, same);
        Assert.False(Amount.Zero.TrySubtract(one, out _));
        Assert.True(one.TrySubtract(one, out Amount nothing));
        Assert.Equal(Amount.Zero, nothing);
        Assert.False(Amount.TryCreate(Amount.MaxSupply + 1, out _));
        Assert.False(Amount.TryCreate(ulong.MaxValue, out _));
    }

    [Fact]
    public void The_operators_treat_overflow_as_a_broken_invariant()
    {
        Amount most = Amount.FromGrains(Amount.MaxSupply);
        Assert.Throws<InvariantException>(() => most + most);
        Assert.Throws<InvariantException>(() => Amount.Zero - most);
        Assert.Throws<InvariantException>(() => Amount.FromGrains(ulong.MaxValue));
    }

    [Fact]
    public void Products_fit_and_are_taken_back_only_when_in_range()
    {
        Amount most = Amount.FromGrains(Amount.MaxSupply);
        UInt128 product = most.Times(ulong.MaxValue);
        Assert.Equal((UInt128)Amount.MaxSupply * ulong.MaxValue, product);
        Assert.False(Amount.TryCreate(product, out _));
        Assert.True(Amount.TryCreate(product / ulong.MaxValue, out Amount back));
        Assert.Equal(most, back);
    }
}
