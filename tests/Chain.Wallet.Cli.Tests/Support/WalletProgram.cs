using System.Diagnostics;

namespace Chain.Wallet.Cli.Tests;

/// <summary>The built wallet, run as a process with a home of its own.</summary>
internal sealed class WalletProgram : IDisposable
{
    /// <summary>Nobody listens there.</summary>
    public const string NoNode = "http://127.0.0.1:1";

    /// <summary>A phrase of 24 words that BIP-39's test vectors use.</summary>
    public const string Phrase = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon art";

    private static readonly string s_release = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));

    private readonly string _root = Directory.CreateTempSubdirectory("chain-wallet-cli-").FullName;

    /// <summary>The wallet's home, which does not exist before something is written.</summary>
    public string Home => Path.Combine(_root, "wallet");

    public static string Dll { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Chain.Wallet.Cli", s_release, "chain-wallet.dll"));

    /// <summary>A path for a file of this test.</summary>
    public string PathOf(string name) => Path.Combine(_root, name);

    /// <summary>Writes a file that only its owner can read.</summary>
    public string SecretFile(string name, string content)
    {
        string path = PathOf(name);
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    public Task<Outcome> RunAsync(params string[] arguments) => RunAsync("", [], arguments);

    /// <summary>Runs with this on standard input and these variables.</summary>
    public async Task<Outcome> RunAsync(string input, IReadOnlyList<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CHAIN_HOME"] = _root;
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading all of it, which is its right.
            process.StandardInput.Dispose();
        }
        await EndAsync(process);
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs through a shell, for redirections that a process object cannot make. $W is the wallet.</summary>
    public async Task<Outcome> ShellAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CHAIN_HOME"] = _root;
        start.Environment["W"] = $"dotnet {Dll}";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await EndAsync(process);
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>Far more time than anything takes: it only ends tests that would never end.</summary>
    private static async Task EndAsync(Process process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("the wallet did not end");
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
