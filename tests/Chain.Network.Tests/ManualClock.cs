namespace Chain.Network.Tests;

/// <summary>A clock that tells the time it was set to; its timers are those of the system, because handshakes over real sockets need real ones.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _offsetTicks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => TimeSpan.TicksPerDay + Interlocked.Read(ref _offsetTicks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(50).AddTicks(Interlocked.Read(ref _offsetTicks));
}
