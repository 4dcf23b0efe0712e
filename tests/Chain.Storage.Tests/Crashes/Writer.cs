using System.Diagnostics;

namespace Chain.Storage.Tests.Crashes;

/// <summary>Starts the writer process, directly or under another program.</summary>
internal static class Writer
{
    /// <summary>Runs until it ends, or until it has acknowledged so many heights and is killed.</summary>
    public static (int ExitCode, ulong Acknowledged, string Errors) Run(string home, int heights, int? killAfter = null, params string[] under)
    {
        string[] command = [.. under, Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", typeof(Writer).Assembly.Location, home, $"{heights}"];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        ulong acknowledged = 0;
        int lines = 0;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            acknowledged = ulong.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
            if (++lines == killAfter)
                process.Kill(entireProcessTree: true);
        }
        process.WaitForExit();
        return (process.ExitCode, acknowledged, errors.GetAwaiter().GetResult());
    }

    /// <summary>True when a program can be run here and ends with 0.</summary>
    public static bool Can(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
