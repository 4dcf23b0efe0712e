using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chain.Script.Numbers;

/// <summary>
/// The shortest decimal digits that read back as the same number, and of those the closest: <c>0.d₁d₂…dₖ · 10^Point</c>, neither d₁
/// nor dₖ zero. The digits are those of the runtime's round-trip format, which is managed code over integers (the same on every
/// platform); the tests prove them against an exact algorithm, for every power of two and many others.
/// </summary>
/// <remarks>
/// The runtime's format forgets that the neighbour below a power of two is nearer than the one above: its digits of 2⁻²⁵ and 2⁻⁹⁵⁸ read
/// back as another number. The digits of these two, the only ones among all powers of two, come from the exact algorithm.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal struct DecimalDigits
{
    /// <summary>The most digits that a double needs.</summary>
    public const int DigitsMax = 17;

    private const double Wrong1 = 1.0 / (1 << 25);
    private const double Wrong2 = 4.1045368012983762e-289;
    private static readonly DecimalDigits Right1 = Exact(Wrong1);
    private static readonly DecimalDigits Right2 = Exact(Wrong2);

    private Buffer buffer;

    /// <summary>How many digits there are, 1 to 17.</summary>
    public int Count { get; private set; }

    /// <summary>Where the decimal point is, counted from before the first digit.</summary>
    public int Point { get; private set; }

    /// <summary>The digits as characters.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<char> Digits => ((ReadOnlySpan<char>)buffer)[..Count];

    /// <summary>The digits of a finite number that is not zero; the sign is left out.</summary>
    public static DecimalDigits Shortest(double value)
    {
        if ((BitConverter.DoubleToUInt64Bits(value) & ((1UL << 52) - 1)) == 0 && TryKnown(Math.Abs(value), out DecimalDigits known))
            return known;
        Span<char> text = stackalloc char[32];
        if (!Math.Abs(value).TryFormat(text, out int length, "R", NumberFormatInfo.InvariantInfo))
            throw new InvalidOperationException("The round-trip format of a double is at most 24 characters.");
        return Parse(text[..length]);
    }

    private static bool TryKnown(double value, out DecimalDigits digits)
    {
        digits = value == Wrong1 ? Right1 : Right2;
        return value is Wrong1 or Wrong2;
    }

    private static DecimalDigits Exact(double value)
    {
        (List<char> digits, int point) = RadixText.Shortest(value, 10);
        var result = new DecimalDigits { Count = digits.Count, Point = point };
        CollectionsMarshal.AsSpan(digits).CopyTo(result.buffer);
        return result;
    }

    /// <summary>Reads <c>ddd.ddd</c> with an optional <c>E±dd</c>: the two shapes that the round-trip format has.</summary>
    private static DecimalDigits Parse(ReadOnlySpan<char> text)
    {
        var result = default(DecimalDigits);
        Span<char> digits = result.buffer;
        int at = 0;
        bool afterPoint = false;
        int point = 0;
        int count = 0;
        for (; at < text.Length && text[at] != 'E'; at++)
        {
            char unit = text[at];
            if (unit == '.')
            {
                afterPoint = true;
                continue;
            }
            if (count == 0 && unit == '0')
                point -= afterPoint ? 1 : 0;
            else
            {
                digits[count++] = unit;
                point += afterPoint ? 0 : 1;
            }
        }
        if (at < text.Length)
            point += ReadExponent(text[(at + 1)..]);
        while (digits[count - 1] == '0')
            count--;
        result.Count = count;
        result.Point = point;
        return result;
    }

    private static int ReadExponent(ReadOnlySpan<char> text)
    {
        int exponent = 0;
        foreach (char unit in text[1..])
            exponent = (exponent * 10) + (unit - '0');
        return text[0] == '-' ? -exponent : exponent;
    }

    [InlineArray(24)]
    private struct Buffer
    {
        private char first;
    }
}
