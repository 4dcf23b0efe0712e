using System.Globalization;

namespace Chain.Rpc.Wire;

/// <summary>The header grpc-timeout: one to eight digits and a unit, H M S m u n.</summary>
internal static class GrpcTimeout
{
    /// <summary>What a timer can wait for; longer deadlines are as good as none.</summary>
    private static readonly TimeSpan Max = TimeSpan.FromDays(40);

    public static bool TryParse(string text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > 9 || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            return false;
        long ticks = text[^1] switch
        {
            'H' => value * TimeSpan.TicksPerHour,
            'M' => value * TimeSpan.TicksPerMinute,
            'S' => value * TimeSpan.TicksPerSecond,
            'm' => value * TimeSpan.TicksPerMillisecond,
            'u' => value * TimeSpan.TicksPerMicrosecond,
            'n' => value / 100,
            _ => -1,
        };
        if (ticks < 0)
            return false;
        timeout = TimeSpan.FromTicks(Math.Min(ticks, Max.Ticks));
        return true;
    }

    public static bool TryParseMilliseconds(string text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length > 10 || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            return false;
        timeout = TimeSpan.FromMilliseconds(Math.Min(value, (long)Max.TotalMilliseconds));
        return true;
    }

    /// <summary>Rounded up, so that the server does not give up before the client.</summary>
    public static string Format(TimeSpan timeout)
    {
        long milliseconds = (Math.Max(timeout.Ticks, 0) + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        return milliseconds <= 99_999_999
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds}m")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Min(milliseconds / 1000, 99_999_999)}S");
    }
}
