using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Chain.Script.Proof.Differential;

/// <summary>One Node.js process that runs program after program, each in a fresh context. Not for several threads.</summary>
public sealed class NodeProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private NodeProcess(Process process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>Starts it; null when this machine has no <c>node</c>.</summary>
    public static NodeProcess? Start()
    {
        string folder = Directory.CreateTempSubdirectory("chain-node-").FullName;
        string runner = Path.Combine(folder, "runner.cjs");
        string prelude = Path.Combine(folder, "prelude.js");
        File.WriteAllText(runner, Resource.Read("Differential/node-runner.cjs"));
        File.WriteAllText(prelude, ProgramGenerator.Prelude);
        try
        {
            var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
            start.ArgumentList.Add(runner);
            start.ArgumentList.Add(prelude);
            return new NodeProcess(Process.Start(start)!, folder);
        }
        catch (Win32Exception)
        {
            Directory.Delete(folder, recursive: true);
            return null;
        }
    }

    /// <summary>Runs programs; their results in the same order. Writing and reading overlap, so that neither pipe can fill up.</summary>
    public IReadOnlyList<string> Run(IReadOnlyList<string> programs)
    {
        var results = new List<string>(programs.Count);
        Task writing = Task.Run(() =>
        {
            foreach (string program in programs)
                _process.StandardInput.WriteLine(JsonSerializer.Serialize(program));
            _process.StandardInput.Flush();
        });
        while (results.Count < programs.Count)
        {
            string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"node ended at program {results.Count}");
            results.Add(JsonSerializer.Deserialize<string>(line)!);
        }
        writing.GetAwaiter().GetResult();
        return results;
    }

    /// <summary>Ends the process and removes its files.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
