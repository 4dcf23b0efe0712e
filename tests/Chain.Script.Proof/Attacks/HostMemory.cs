using System.Diagnostics;
using System.Globalization;

namespace Chain.Script.Proof.Attacks;

/// <summary>
/// The host's memory under attack: the logical budget of a transaction must bound it, with 64 MB besides. Every attack runs in a process whose collector may not have more
/// heap than that, so one that needed more would end it; the peaks that a sampling thread saw are shown.
/// </summary>
public static class HostMemory
{
    /// <summary>What the heap may take: the budget, and 64 MB for everything else.</summary>
    public const long HeapBytesMax = ScriptLimits.MemoryBytesMax + (64L << 20);

    /// <summary>The most managed memory during an action, above what there was before it, as far as a sampling thread saw it.</summary>
    public static long PeakOf(Action action)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = before;
        using var ended = new ManualResetEventSlim();
        var sampler = new Thread(() =>
        {
            do
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
            while (!ended.Wait(TimeSpan.FromMilliseconds(1)));
        })
        { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        sampler.Start();
        action();
        ended.Set();
        sampler.Join();
        return Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)) - before;
    }

    /// <summary>Runs the attacks in a process with no more heap than <see cref="HeapBytesMax"/>: its exit code, and what it printed.</summary>
    public static (int ExitCode, string Output) RunInLittleHeap(long gas, string? folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])[typeof(HostMemory).Assembly.Location, "memory", "--gas", gas.ToString(CultureInfo.InvariantCulture), .. folder is null ? [] : (string[])["--folder", folder]])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapBytesMax.ToString("x", CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        Task<string> problems = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + problems.GetAwaiter().GetResult());
    }
}
