using System.Diagnostics;

namespace Chain.Benchmarks;

/// <summary>One figure beside its budget.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The median of several rounds.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Budget">What docs/spec/limits.md and the design ask for, as text; empty for none.</param>
/// <param name="Conditions">Sizes and counts.</param>
internal sealed record Measurement(string Name, double Value, string Unit, string Budget, string Conditions)
{
    /// <summary>
    /// Runs the action once to warm up and then in rounds; the least processor time per item. What else the machine does takes time from the action and adds none here.
    /// </summary>
    public static double LeastProcessorTimePerItem(int rounds, int items, Action action, double unitsPerSecond)
    {
        action();
        double least = double.MaxValue;
        for (int i = 0; i < rounds; i++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            action();
            least = Math.Min(least, (Environment.CpuUsage.TotalTime - start).TotalSeconds * unitsPerSecond / items);
        }
        return least;
    }

    /// <summary>Runs the action once to warm up and then in rounds; the median of the time per item.</summary>
    public static double MedianPerItem(int rounds, int items, Action action, double unitsPerSecond)
    {
        action();
        var times = new double[rounds];
        for (int i = 0; i < rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalSeconds * unitsPerSecond / items;
        }
        Array.Sort(times);
        return times[rounds / 2];
    }
}
