using System.Diagnostics;
using System.Globalization;

namespace Chain.Testnet;

/// <summary>
/// A node's process, found again by the pid file of its home. The file also holds the process's start time, so that a pid
/// that the system gave to somebody else is never taken for the node, and never killed.
/// </summary>
internal sealed class NodeProcess(TestnetLayout layout, int index)
{
    /// <summary>The pid while it runs, else null.</summary>
    public int? Pid
    {
        get
        {
            if (!File.Exists(layout.PidFile(index)))
                return null;
            string[] parts = File.ReadAllText(layout.PidFile(index)).Trim().Split(' ');
            return parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out int pid) && StartTime(pid) == parts[1] ? pid : null;
        }
    }

    /// <summary>Starts the node in a session of its own, so that it outlives this command; its output goes to the log file.</summary>
    public void Start(string program)
    {
        const string script = """log=$1; shift; setsid "$@" >>"$log" 2>&1 </dev/null & echo $!""";
        string[] command = ["dotnet", program, "start", "--home", layout.NodeHome(index)];
        string output = Run("/bin/sh", ["-c", script, "sh", layout.LogFile(index), .. command]);
        int pid = int.Parse(output.Trim(), CultureInfo.InvariantCulture);
        File.WriteAllText(layout.PidFile(index), $"{pid} {StartTime(pid)}\n");
    }

    /// <summary>Asks it to stop and waits; after the patience, kills it. True when it had been running.</summary>
    public async Task<bool> StopAsync(TimeSpan patience, CancellationToken cancellation)
    {
        if (Pid is not { } pid)
            return false;
        Run("/bin/sh", ["-c", """kill -TERM "$1" 2>/dev/null || true""", "sh", pid.ToString(CultureInfo.InvariantCulture)]);
        var watch = Stopwatch.StartNew();
        while (Pid is not null && watch.Elapsed < patience)
            await Task.Delay(50, cancellation);
        return Kill() || Forget();
    }

    /// <summary>kill -9. True when it had been running.</summary>
    public bool Kill()
    {
        if (Pid is not { } pid)
            return false;
        using Process process = Process.GetProcessById(pid);
        process.Kill();
        process.WaitForExit();
        return Forget();
    }

    /// <summary>The last lines that the node wrote.</summary>
    public IEnumerable<string> LogTail(int lines) =>
        File.Exists(layout.LogFile(index)) ? File.ReadLines(layout.LogFile(index)).TakeLast(lines) : [];

    private bool Forget()
    {
        File.Delete(layout.PidFile(index));
        return true;
    }

    // Field 22 of /proc/PID/stat, counted after the command name, which may contain anything. Empty when there is no such process or it is a zombie.
    private static string StartTime(int pid)
    {
        string file = $"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat";
        try
        {
            string text = File.ReadAllText(file);
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? "" : fields[19];
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string Run(string file, string[] arguments)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true } };
        process.Start();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
