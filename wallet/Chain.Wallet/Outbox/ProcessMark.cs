using System.Globalization;

namespace Chain.Wallet.Outbox;

/// <summary>Names a process beyond its life: its number, and when it started, since numbers are used again.</summary>
/// <param name="Process">The process id.</param>
/// <param name="Start">Ticks since the machine started.</param>
public readonly record struct ProcessMark(ulong Process, ulong Start)
{
    private const int StartField = 19;

    /// <summary>This process.</summary>
    public static ProcessMark Current { get; } = new((ulong)Environment.ProcessId, StartOf((ulong)Environment.ProcessId) ?? 0);

    /// <summary>True while that very process runs on this machine.</summary>
    public bool IsAlive => StartOf(Process) == Start;

    /// <summary>Field 22 of /proc/PID/stat. The second field, the program's name, may hold blanks and brackets: fields are counted behind its last bracket.</summary>
    private static ulong? StartOf(ulong process)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat");
        try
        {
            string stat = File.ReadAllText(path);
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return ulong.Parse(fields[StartField], NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException)
        {
            // The process ended between opening and reading.
            return null;
        }
    }
}
