using System.Text.RegularExpressions;

namespace Chain.Architecture.Tests;

public class TreeTests
{
    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "Chain.sln"));
        string[] missing = [.. Repository.ProjectFiles().Where(file => !solution.Contains(Path.GetFileName(file), StringComparison.Ordinal))];
        Assert.Empty(missing);
    }

    [Fact]
    public void No_test_is_skipped_or_sleeps()
    {
        // Chain.Testing makes a slow network for those who ask for one: it waits by profession.
        string[] folders = [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests")).Where(folder => !folder.EndsWith("Chain.Testing", StringComparison.Ordinal))];
        AssertNowhere(folders, @"\bSkip\s*=|Thread\.Sleep\(|Task\.Delay\(");
    }

    [Fact]
    public void No_source_holds_marks_of_unfinished_work() =>
        AssertNowhere(["node", "contracts", "wallet", "tests", "bench"], @"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException");

    [Fact]
    public void No_catch_swallows_an_exception() =>
        AssertNowhere(["node", "contracts", "wallet"], @"catch\s*(\(\s*Exception\s*\w*\s*\))?\s*\{\s*\}");

    [Fact]
    public void Flushes_that_swallow_errors_are_used_nowhere() =>
        AssertNowhere(["node", "wallet"], @"\.Flush\(\s*(flushToDisk:\s*)?true\s*\)|FlushToDisk\(");

    private static void AssertNowhere(string[] folders, string pattern)
    {
        string self = Path.Combine("tests", "Chain.Architecture.Tests");
        var findings = new List<string>();
        foreach (string file in Repository.SourceFiles(folders).Where(file => !file.Contains(self, StringComparison.Ordinal)))
        {
            foreach (Match match in Regex.Matches(File.ReadAllText(file), pattern, RegexOptions.None, TimeSpan.FromSeconds(10)))
                findings.Add($"{Path.GetRelativePath(Repository.Root, file)}: {match.Value}");
        }
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }
}
