using System.Diagnostics;

namespace Chain.Architecture.Tests;

public class FloorTests
{
    [Fact]
    public void The_build_refuses_a_reference_to_the_same_floor()
    {
        string output = Build("<Floor>1</Floor>", "Chain.Types");
        Assert.Contains("CHAIN001", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_build_refuses_a_project_without_a_floor()
    {
        string output = Build("", null);
        Assert.Contains("CHAIN002", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_build_accepts_a_reference_to_a_lower_floor()
    {
        string output = Build("<Floor>2</Floor>", "Chain.Types");
        Assert.Contains("Build succeeded", output, StringComparison.Ordinal);
    }

    // The project lies inside the repository, so that its build files apply; the artifacts folder is nobody's source.
    private static string Build(string floor, string? reference)
    {
        string name = $"Wrong{Guid.NewGuid():N}";
        string folder = Path.Combine(Repository.Root, "artifacts", "floor-tests", name);
        Directory.CreateDirectory(folder);
        try
        {
            string file = Path.Combine(Repository.Root, "node", reference ?? "", $"{reference}.csproj");
            string item = reference is null ? "" : $"<ItemGroup><ProjectReference Include=\"{file}\" /></ItemGroup>";
            File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>{floor}</PropertyGroup>{item}</Project>");
            File.WriteAllText(Path.Combine(folder, "Nothing.cs"), "namespace Wrong;\n\ninternal static class Nothing;\n");
            string[] arguments = ["build", folder, "-c", Repository.Configuration, "-nologo", "-v", "minimal", "-nodeReuse:false", $"-p:ArtifactsPath={folder}/out"];
            using var process = new Process { StartInfo = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
            process.Start();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output + errors.Result;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
