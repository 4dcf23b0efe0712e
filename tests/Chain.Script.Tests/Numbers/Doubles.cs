namespace Chain.Script.Tests.Numbers;

/// <summary>Numbers to try things on: the hard cases, and random ones of a fixed seed.</summary>
internal static class Doubles
{
    /// <summary>Powers of two and of ten with their neighbours, the ends of every range, and the usual suspects; all positive and finite.</summary>
    public static IEnumerable<double> Hard()
    {
        for (int exponent = -1074; exponent <= 1023; exponent++)
        {
            double power = Math.ScaleB(1, exponent);
            foreach (double near in Around(power, 1))
                yield return near;
        }
        for (int exponent = -323; exponent <= 308; exponent++)
        {
            double power = double.Parse($"1e{exponent}", System.Globalization.CultureInfo.InvariantCulture);
            foreach (double near in Around(power, 2))
                yield return near;
        }
        foreach (double base_ in new[] { double.MaxValue, 2.2250738585072014e-308, 9007199254740992, 1e21, 1e-6, 1e-7, 123456789012345680000d, 0.1, 0.3, 4.35, 5e-324, 9.5e-322, 2.5, 1.5, 0.5, 8.41e21, 2e-44, 9.109e-31, 5.764607523034235e39, 1.152921504606847e40 })
        {
            foreach (double near in Around(base_, 3))
                yield return near;
        }
        for (int digit = 1; digit < 200; digit++)
            yield return digit * 5e-324;
    }

    /// <summary>Finite positive numbers: a third over all bit patterns, a third short decimals, a third integers and dyadic fractions.</summary>
    public static IEnumerable<double> Random(int count, int seed)
    {
        var random = new Random(seed);
        while (count > 0)
        {
            double value = (count % 3) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64(1, 0x7FF0000000000000)),
                1 => random.NextInt64(1, 1L << random.Next(1, 60)) / Math.Pow(10, random.Next(0, 20)),
                _ => Math.ScaleB(random.NextInt64(1, 1L << 53), random.Next(-80, 30)),
            };
            count--;
            yield return value;
        }
    }

    private static IEnumerable<double> Around(double value, int steps)
    {
        double low = value;
        for (int step = 0; step < steps; step++)
            low = Math.BitDecrement(low);
        for (int step = 0; step <= 2 * steps; step++)
        {
            if (low > 0 && double.IsFinite(low))
                yield return low;
            low = Math.BitIncrement(low);
        }
    }
}
