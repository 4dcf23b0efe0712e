using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Chain.Benchmarks.Script;

/// <summary>The same programs under Node.js and QuickJS, each the best of several rounds, in milliseconds.</summary>
internal sealed record OtherEngines(IReadOnlyDictionary<string, double> Node, IReadOnlyDictionary<string, double> QuickJs, string Remark)
{
    private const string Package = "quickjs-emscripten";

    /// <summary>Installs QuickJS into a folder below artifacts when npm can, and measures. What is missing is said in the remark.</summary>
    public static OtherEngines Measure(string artifacts)
    {
        string folder = Path.Combine(artifacts, "quickjs");
        Directory.CreateDirectory(folder);
        string programs = Path.Combine(folder, "programs.json");
        string script = Path.Combine(folder, "engines.cjs");
        File.WriteAllText(programs, JsonSerializer.Serialize(ScriptPrograms.All.ToDictionary(p => p.Name, p => p.Source, StringComparer.Ordinal)));
        using (Stream source = typeof(OtherEngines).Assembly.GetManifestResourceStream("engines.cjs")!)
        using (FileStream target = File.Create(script))
            source.CopyTo(target);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", Package)))
            Run("npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix", folder, Package], folder);
        if (Run("node", [script, programs, folder], folder) is not { } output)
            return new OtherEngines(new Dictionary<string, double>(), new Dictionary<string, double>(), "node is not installed: nothing to compare with");
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement root = document.RootElement;
        string remark = $"Node.js {root.GetProperty("versions").GetProperty("node").GetString()}";
        remark += root.TryGetProperty("quickjsMissing", out JsonElement missing) ? $"; QuickJS is not there ({missing.GetString()})" : "; QuickJS from npm, WebAssembly";
        return new OtherEngines(Read(root.GetProperty("node")), Read(root.GetProperty("quickjs")), remark);
    }

    private static Dictionary<string, double> Read(JsonElement element) => element.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble(), StringComparer.Ordinal);

    // What the program prints, or null when it is not there or fails.
    private static string? Run(string program, string[] arguments, string folder)
    {
        const int waitMs = 180_000;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(waitMs))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
            errors.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
