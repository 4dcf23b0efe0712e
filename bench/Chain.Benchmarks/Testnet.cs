using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Chain.Benchmarks;

/// <summary>A testnet of real processes in a temporary folder, for one benchmark; gone afterwards.</summary>
internal sealed class Testnet : IAsyncDisposable
{
    private readonly string _home;
    private readonly string _program;

    private Testnet(string home, string program)
    {
        _home = home;
        _program = program;
    }

    public IReadOnlyList<Uri> Grpc { get; private set; } = [];

    public IReadOnlyList<Uri> Http { get; private set; } = [];

    public IReadOnlyList<int> Pids { get; private set; } = [];

    public static async Task<Testnet> StartAsync(int validators, int basePort)
    {
        string home = Path.Combine(Path.GetTempPath(), $"chain-bench-{Environment.ProcessId}");
        string release = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Chain.Testnet", release, "chain-testnet.dll"));
        var testnet = new Testnet(home, program);
        string output = await testnet.RunAsync(
            "up", "--validators", $"{validators}", "--base-port", basePort.ToString(CultureInfo.InvariantCulture), "--fresh", "--json");
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement[] nodes = [.. document.RootElement.GetProperty("data").GetProperty("nodes").EnumerateArray()];
        testnet.Grpc = [.. nodes.Select(node => new Uri(node.GetProperty("grpc").GetString()!))];
        testnet.Http = [.. nodes.Select(node => new Uri(node.GetProperty("http").GetString()!))];
        testnet.Pids = [.. nodes.Select(node => node.GetProperty("pid").GetInt32())];
        return testnet;
    }

    /// <summary>Anonymous memory of the largest node, in MiB: mapped files, such as the store's, are apart.</summary>
    public double LargestAnonymousMiB() => Pids.Max(AnonymousMiB);

    /// <summary>Bytes on disk of all homes, as allocated and not as claimed.</summary>
    public async Task<long> DiskBytesAsync()
    {
        using Process process = Start("du", ["-s", "-B1", _home]);
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return long.Parse(output.Split('\t')[0], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync() => await RunAsync("reset");

    private static double AnonymousMiB(int pid)
    {
        string? line = File.ReadLines($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/status").FirstOrDefault(text => text.StartsWith("RssAnon", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024;
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        using Process process = Start("dotnet", [_program, .. arguments, "--home", _home]);
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"chain-testnet {arguments[0]} ended with {process.ExitCode}: {output}");
    }

    private static Process Start(string file, string[] arguments)
    {
        var process = new Process { StartInfo = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true } };
        process.Start();
        return process;
    }
}
