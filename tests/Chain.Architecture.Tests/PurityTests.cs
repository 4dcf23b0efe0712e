namespace Chain.Architecture.Tests;

public class PurityTests
{
    // JavaScript numbers are doubles: the engine of contracts is the one exemption.
    private const string FloatsAllowed = "Chain.Script";

    [Fact]
    public void Pure_projects_have_no_floats_no_unordered_enumeration_and_no_locks()
    {
        IReadOnlyList<string> projects = Repository.PureProjects();
        Assert.Contains("Chain.Consensus", projects);
        string[] findings = [.. projects.SelectMany(project => PurityScan.Scan(Repository.Assembly(project), floatsAllowed: project == FloatsAllowed).Select(finding => $"{project}: {finding}"))];
        Assert.True(findings.Length == 0, string.Join('\n', findings));
    }

    [Fact]
    public void Only_the_script_engine_may_use_floats() =>
        Assert.All(Repository.ProjectFiles().Where(file => Repository.Property(file, "Ieee754") == "true"), file => Assert.Equal(FloatsAllowed, Path.GetFileNameWithoutExtension(file)));

    [Theory]
    [InlineData("FloatInSignature: floating point in the signature")]
    [InlineData("FloatInside: a floating-point instruction")]
    [InlineData("EnumeratesDictionary: enumerates")]
    [InlineData("EnumeratesKeys: enumerates")]
    [InlineData("EnumeratesSet: enumerates")]
    [InlineData("LinqOverDictionary: LINQ over a hash table")]
    [InlineData("Locks: System.Threading.Monitor")]
    public void The_scan_sees_each_kind_of_impurity(string expected)
    {
        IReadOnlyList<string> findings = PurityScan.Scan(typeof(Impure).Assembly.Location, name => name.StartsWith("Chain.Architecture.Tests.Impure", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Contains(expected, StringComparison.Ordinal));
    }
}
