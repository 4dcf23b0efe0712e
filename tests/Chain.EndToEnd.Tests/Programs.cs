using System.Diagnostics;

namespace Chain.EndToEnd.Tests;

/// <summary>Runs the built programs as a person would.</summary>
internal static class Programs
{
    private static readonly string Release = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
    private static readonly string Bin = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));

    private static readonly string Root = FindRoot();

    public static string Node => Built("Chain.Host", "chain-node");

    public static string Wallet => Built("Chain.Wallet.Cli", "chain-wallet");

    public static string Testnet => Built("Chain.Testnet", "chain-testnet");

    /// <summary>Runs a line of a document in a shell, at the top of the repository.</summary>
    public static Task<Outcome> ShellAsync(string root, string line, IReadOnlyDictionary<string, string> environment) =>
        RunFileAsync("/bin/bash", ["-c", $"cd \"$1\" && {line}", "bash", root], environment, null);

    /// <summary>Runs a program to its end. It is killed with everything it started when the patience is over.</summary>
    public static Task<Outcome> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? patience = null) =>
        RunFileAsync("dotnet", [program, .. arguments], environment, patience);

    private static async Task<Outcome> RunFileAsync(string file, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment, TimeSpan? patience)
    {
        var info = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // Set by the launcher; a test runner that was started another way finds the folder itself.
        info.Environment.TryAdd("CHAIN_ROOT", Root);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            info.Environment[name] = value;
        using var process = new Process { StartInfo = info };
        process.Start();
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var patienceOver = new CancellationTokenSource(patience ?? TimeSpan.FromMinutes(6));
        try
        {
            await process.WaitForExitAsync(patienceOver.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', arguments)} did not end.\n{await errors}");
        }
        return new Outcome(process.ExitCode, await output, await errors);
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Chain.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("the tests are not inside the repository");
    }

    private static string Built(string project, string name) => Path.Combine(Bin, project, Release, $"{name}.dll");
}
