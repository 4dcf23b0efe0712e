using System.Diagnostics;

namespace Chain.Dapp.Tests;

/// <summary>The TypeScript compiler of npm, installed once for these tests. A test that wants it fails where it cannot be had.</summary>
public sealed class TypeScript : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chain-dapp-tsc-").FullName;
    private string _problem = "Node.js and npm are not on the PATH";

    /// <summary>Where node_modules lies.</summary>
    public string Modules => _problem.Length == 0 ? Path.Combine(_folder, "node_modules") : throw new InvalidOperationException($"There is no TypeScript compiler: {_problem}");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (!IsOnPath("npm") || !IsOnPath("node"))
            return;
        await File.WriteAllTextAsync(Path.Combine(_folder, "package.json"), "{ \"private\": true }");
        (int code, string said) = await RunAsync(_folder, "npm", "install", "--no-audit", "--no-fund", "--silent", "typescript@5");
        _problem = code == 0 ? "" : $"npm install typescript ends with {code}: {said}";
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Runs the compiler on a project; gives its exit code and what it said.</summary>
    public Task<(int Code, string Said)> CheckAsync(string folder, string project) => RunAsync(folder, "node", Path.Combine(Modules, "typescript", "bin", "tsc"), "-p", project);

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));

    private static async Task<(int Code, string Said)> RunAsync(string folder, string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
