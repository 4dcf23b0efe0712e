using System.Diagnostics;

namespace Chain.Script.Proof.Matrix;

/// <summary>Runs the corpus in a process of its own under a setting.</summary>
public static class MatrixProcess
{
    /// <summary>The lines that it prints.</summary>
    public static IReadOnlyList<string> Run(MatrixSetting setting, int oneIn, string? attacks)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])[typeof(MatrixProcess).Assembly.Location, "digest", "--one-in", oneIn.ToString(System.Globalization.CultureInfo.InvariantCulture), .. attacks is null ? [] : (string[])["--folder", attacks]])
            start.ArgumentList.Add(argument);
        foreach ((string name, string value) in setting.Environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> problems = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"under '{setting.Name}' the process ended with {process.ExitCode}: {problems.GetAwaiter().GetResult()}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
