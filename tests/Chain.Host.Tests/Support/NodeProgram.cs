using System.Diagnostics;

namespace Chain.Host.Tests.Support;

/// <summary>Runs chain-node as a process.</summary>
internal static class NodeProgram
{
    // Only ends what would never end: a start that succeeds runs until it is stopped.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static string Repository { get; } = FindRepository();

    private static string Program { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Chain.Host", "release", "chain-node.dll"));

    public static Outcome Run(params string[] arguments) => Run([], arguments);

    public static Outcome Run(IReadOnlyList<(string Name, string Value)> environment, params string[] arguments) => RunUntil(null, environment, arguments);

    /// <summary>Runs it until it ends by itself, or says that it listens; then it is asked to stop.</summary>
    public static Outcome Start(string home, params (string Name, string Value)[] environment) => RunUntil("listening:", environment, "start", "--home", home);

    private static Outcome RunUntil(string? line, IReadOnlyList<(string Name, string Value)> environment, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        info.Environment.Remove("CHAIN_ROOT");
        foreach ((string name, string value) in environment)
            info.Environment[name] = value;
        using var process = new Process { StartInfo = info };
        var errors = new System.Text.StringBuilder();
        bool started = false;
        process.ErrorDataReceived += (_, data) =>
        {
            lock (errors)
                errors.Append(data.Data).Append('\n');
            if (line is null || data.Data?.Contains(line, StringComparison.Ordinal) != true || started)
                return;
            started = true;
            using Process kill = System.Diagnostics.Process.Start("/bin/kill", ["-TERM", $"{process.Id}"]);
        };
        process.Start();
        process.StandardInput.Close();
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            process.WaitForExit();
            Assert.Fail($"chain-node {string.Join(' ', arguments)} did not end.\n{output}\n{errors}");
        }
        process.WaitForExit();
        lock (errors)
            return new Outcome(process.ExitCode, output, errors.ToString(), started);
    }

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Chain.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("the tests run inside the repository");
    }
}
