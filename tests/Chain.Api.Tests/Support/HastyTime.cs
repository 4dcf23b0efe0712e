namespace Chain.Api.Tests.Support;

/// <summary>A clock that stands still, until it is told to hurry: then each look at it finds it further on by more than a state may be held.</summary>
internal sealed class HastyTime : TimeProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(3);

    private long _elapsed;
    private long _looksInHaste;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Hurries for so many looks.</summary>
    public void Hurry(long looks) => Interlocked.Exchange(ref _looksInHaste, looks);

    public override long GetTimestamp() =>
        Interlocked.Read(ref _looksInHaste) > 0 && Interlocked.Decrement(ref _looksInHaste) >= 0 ? Interlocked.Add(ref _elapsed, Step.Ticks) : Interlocked.Read(ref _elapsed);
}
