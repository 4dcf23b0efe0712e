namespace Chain.Api.Tests;

public sealed class DocumentTests
{
    [Fact]
    public void The_specification_lists_every_code_of_a_refusal()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Chain.sln")))
            root = Path.GetDirectoryName(root);
        string text = File.ReadAllText(Path.Combine(root!, "docs", "spec", "api.md"));
        Assert.All(Enum.GetValues<ApiCode>(), code => Assert.Contains($"| `{ApiFault.Text(code)}` |", text, StringComparison.Ordinal));
    }
}
