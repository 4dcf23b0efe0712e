using System.Diagnostics;

namespace Chain.Dapp.Tests;

/// <summary>A folder of an author, and the built program to be run in it.</summary>
internal sealed class Workshop : IDisposable
{
    private static readonly string s_configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));

    /// <summary>The program.</summary>
    public static string Dll { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Chain.Dapp", s_configuration, "chain-dapp.dll"));

    /// <summary>The repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));

    /// <summary>The folder, empty at first.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("chain-dapp-").FullName;

    /// <summary>A path in the folder.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file in the folder.</summary>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    /// <summary>Reads a file in the folder.</summary>
    public string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Runs the program in the folder.</summary>
    public Task<Outcome> RunAsync(params string[] arguments) => RunInAsync(".", arguments);

    /// <summary>Runs the program in a folder below.</summary>
    public Task<Outcome> RunInAsync(string below, params string[] arguments) => RunAsync(StartInfo(below, arguments));

    /// <summary>Runs the wallet in the folder, with a home of its own there.</summary>
    public Task<Outcome> RunWalletAsync(params string[] arguments)
    {
        ProcessStartInfo start = StartInfo(".", arguments);
        start.ArgumentList[0] = Dll.Replace("Chain.Dapp/", "Chain.Wallet.Cli/", StringComparison.Ordinal).Replace("chain-dapp.dll", "chain-wallet.dll", StringComparison.Ordinal);
        start.Environment["CHAIN_HOME"] = PathOf("home");
        return RunAsync(start);
    }

    private static async Task<Outcome> RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>How the program is started in a folder below.</summary>
    public ProcessStartInfo StartInfo(string below, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, .. arguments]) { WorkingDirectory = PathOf(below), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CHAIN_ROOT"] = Repository;
        start.Environment["NO_COLOR"] = "1";
        return start;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
