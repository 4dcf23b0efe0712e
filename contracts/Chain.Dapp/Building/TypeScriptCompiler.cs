using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chain.Dapp.Kit;

namespace Chain.Dapp.Building;

/// <summary>The author's own TypeScript compiler (npm's package "typescript", any version from 5 on), run by Node.js.</summary>
internal sealed partial class TypeScriptCompiler(string node, string script)
{
    /// <summary>Finds it for files of a folder: in node_modules there or above. Null with what is missing and how to get it.</summary>
    public static TypeScriptCompiler? Find(string folder, out Problem? problem)
    {
        problem = null;
        string? script = null;
        for (string? at = Path.GetFullPath(folder); at is not null && script is null; at = Path.GetDirectoryName(at))
        {
            string candidate = Path.Combine(at, "node_modules", "typescript", "bin", "tsc");
            script = File.Exists(candidate) ? candidate : null;
        }
        string? node = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(part => part.Length > 0).Select(part => Path.Combine(part, "node")).FirstOrDefault(File.Exists);
        if (node is null)
            problem = new Problem("NO_NODE", "TypeScript needs Node.js, and there is no 'node' on the PATH", "", "Install it (apt-get install nodejs npm, or https://nodejs.org), then: npm install --save-dev typescript");
        else if (script is null)
            problem = new Problem("NO_TYPESCRIPT", "the TypeScript compiler is not installed for this folder", $"node_modules/typescript was looked for in {Path.GetFullPath(folder)} and above.", "Install it here: npm install --save-dev typescript");
        return node is not null && script is not null ? new TypeScriptCompiler(node, script) : null;
    }

    /// <summary>Checks the types of one file and compiles it, every line in its place. Null with what the compiler said.</summary>
    public string? Compile(string file, out IReadOnlyList<TypeScriptFault> faults)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string scratch = Directory.CreateTempSubdirectory("chain-dapp-build-").FullName;
        try
        {
            string project = Path.Combine(scratch, "tsconfig.json");
            string typings = Path.Combine(scratch, "chain.d.ts");
            File.WriteAllText(typings, KitFile.Read("chain.d.ts"));
            File.WriteAllText(project, Project(folder, file, typings));
            string said = Run(folder, project);
            string compiled = Path.Combine(scratch, "out", Path.ChangeExtension(Path.GetFileName(file), ".js"));
            faults = [.. Faults(said)];
            if (faults.Count > 0)
                return null;
            if (File.Exists(compiled))
                return LineKeeper.Keep(Body(File.ReadAllText(compiled)), SourceMap.FirstLines(File.ReadAllText($"{compiled}.map")));
            faults = [new TypeScriptFault(Path.GetFileName(file), 0, 0, "TSC", said.Trim())];
            return null;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    // The author's settings count, but for what the result depends on.
    private static string Project(string folder, string file, string typings)
    {
        string own = Path.Combine(folder, "tsconfig.json");
        var settings = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["compilerOptions"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["target"] = "esnext",
                ["module"] = "esnext",
                ["moduleResolution"] = "bundler",
                ["lib"] = new[] { "esnext" },
                ["types"] = Array.Empty<string>(),
                ["noEmit"] = false,
                ["noEmitOnError"] = true,
                ["declaration"] = false,
                ["composite"] = false,
                ["incremental"] = false,
                ["removeComments"] = false,
                ["sourceMap"] = true,
                ["inlineSourceMap"] = false,
                ["newLine"] = "lf",
                ["rootDir"] = folder,
                ["outDir"] = "out",
            },
            ["files"] = new[] { Path.GetFullPath(file), typings },
            ["include"] = Array.Empty<string>(),
        };
        if (File.Exists(own))
            settings["extends"] = own;
        return JsonSerializer.Serialize(settings);
    }

    private string Run(string folder, string project)
    {
        var start = new ProcessStartInfo(node, [script, "-p", project, "--pretty", "false"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return said + errors.Result;
        }
        catch (Win32Exception problem)
        {
            return $"'{node}' cannot be started: {problem.Message}";
        }
    }

    private static IEnumerable<TypeScriptFault> Faults(string said)
    {
        foreach (Match match in FaultLine().Matches(said))
        {
            bool hasPlace = match.Groups["file"].Success;
            yield return new TypeScriptFault(
                match.Groups["file"].Value, hasPlace ? Number(match, "line") : 0, hasPlace ? Number(match, "column") : 0, match.Groups["code"].Value, match.Groups["message"].Value.TrimEnd());
        }
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    // The compiler's last line names its map, which is not kept.
    private static string Body(string compiled)
    {
        int at = compiled.LastIndexOf("//# sourceMappingURL=", StringComparison.Ordinal);
        return at < 0 ? compiled : compiled[..at];
    }

    [GeneratedRegex(@"^(?:(?<file>[^\r\n(]+)\((?<line>\d+),(?<column>\d+)\): )?error (?<code>TS\d+): (?<message>[^\r\n]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FaultLine();
}
