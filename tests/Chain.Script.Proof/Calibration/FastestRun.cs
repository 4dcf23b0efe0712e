using System.Diagnostics;

namespace Chain.Script.Proof.Calibration;

/// <summary>
/// The fastest of several runs. How many, the runs themselves say: code becomes faster while the runtime compiles it again behind the runs, so they go
/// on until that had its time and none of the last ones was faster than all before.
/// </summary>
/// <param name="runsMin">At least so many; 1 means one and no more.</param>
/// <param name="warmUpMs">How long runs go on in any case, in milliseconds.</param>
public struct FastestRun(int runsMin, double warmUpMs = FastestRun.WarmUpMs)
{
    private const double WarmUpMs = 60;
    private const int WithoutGain = 6;
    private const int RunsMax = 400;
    private const double Gain = 0.98;

    private readonly long start = Stopwatch.GetTimestamp();
    private int runs;
    private int sinceGain;

    /// <summary>The fastest run.</summary>
    public double Nanoseconds { get; private set; } = double.MaxValue;

    /// <summary>Whether one more run may tell something.</summary>
    public readonly bool IsWanted => runs < runsMin
        || (runsMin > 1 && runs < RunsMax && (sinceGain < WithoutGain || Stopwatch.GetElapsedTime(start).TotalMilliseconds < warmUpMs));

    /// <summary>Counts a run.</summary>
    public void Add(double nanoseconds)
    {
        runs++;
        sinceGain = nanoseconds < Nanoseconds * Gain ? 0 : sinceGain + 1;
        Nanoseconds = Math.Min(Nanoseconds, nanoseconds);
    }
}
