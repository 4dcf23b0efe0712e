using System.Text.Json;

namespace Chain.Dapp.Tests;

public class LibraryTests
{
    [Fact]
    public async Task The_tests_of_the_library_pass()
    {
        using var workshop = new Workshop();
        Outcome run = (await workshop.RunAsync("test", Path.Combine(Workshop.Repository, "contracts", "library"), "--json")).Ended(0);
        Assert.All(run.Data().GetProperty("files").EnumerateArray(), file => Assert.NotEqual(0, file.GetProperty("tests").GetArrayLength()));
        Assert.Equal(
            Directory.GetFiles(Path.Combine(Workshop.Repository, "contracts", "library"), "*.test.js", SearchOption.AllDirectories).Length,
            run.Data().GetProperty("files").GetArrayLength());
    }

    [Fact]
    public async Task The_templates_pass_where_they_lie()
    {
        using var workshop = new Workshop();
        Outcome run = (await workshop.RunAsync("test", Path.Combine(Workshop.Repository, "contracts", "kit", "templates", "javascript"), "--json")).Ended(0);
        Assert.Equal(0, run.Data().GetProperty("failed").GetInt32());
        Assert.Equal(JsonValueKind.Null, run.Data().GetProperty("files")[0].GetProperty("failure").ValueKind);
    }
}
