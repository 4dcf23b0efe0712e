namespace Chain.Dapp.Tests.Documentation;

/// <summary>
/// The listings of docs/contracts, run as they stand. <c>js NAME.js</c> is a contract that <c>check</c> takes, or a test file that passes, in a folder with the page's other files;
/// <c>js part of FILE</c> stands in that file; <c>js refused LINE:COLUMN</c> is refused there, with the sentence of its last comment;
/// <c>sh</c> holds commands, which Chain.EndToEnd.Tests run for the pages that want a network.
/// </summary>
public sealed class DocumentationTests : IDisposable
{
    private static readonly string s_pages = Path.Combine(Workshop.Repository, "docs", "contracts");

    private readonly Workshop _workshop = new();

    public static TheoryData<string> Pages => [.. Directory.GetFiles(s_pages, "*.md").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_listing_of_a_page_runs(string page)
    {
        IReadOnlyList<Listing> listings = Listing.ReadAll(File.ReadAllText(Path.Combine(s_pages, page)));
        foreach (Listing listing in listings.Where(listing => listing.FileName is not null))
            _workshop.Write(listing.FileName!, listing.Text);
        Assert.All(listings, listing => Assert.True(
            listing.FileName is not null || listing.PartOf is not null || listing.RefusedAt is not null || listing.IsShell || listing.Info == "text", $"{page}:{listing.Line}: what is a listing '{listing.Info}'?"));
        Assert.All(listings.Where(listing => listing.PartOf is not null), listing => Assert.Contains(listing.Text, File.ReadAllText(PathOf(listing.PartOf!)), StringComparison.Ordinal));

        if (listings.Any(listing => listing.FileName is { } name && !IsTest(name)))
            (await _workshop.RunAsync("check", ".")).Ended(0);
        if (listings.Any(listing => listing.FileName is { } name && IsTest(name)))
            (await _workshop.RunAsync("test", ".")).Ended(0);
        foreach (Listing listing in listings.Where(listing => listing.RefusedAt is not null))
            await AssertRefusedAsync(page, listing);
    }

    [Fact]
    public void Every_contract_of_the_library_has_tests_a_description_and_a_line()
    {
        string readme = File.ReadAllText(Path.Combine(Library, "README.md"));
        string[] contracts = [.. Directory.GetFiles(Library, "*.js").Select(file => Path.GetFileName(file)).Where(name => !IsTest(name))];
        Assert.Equal(8, contracts.Length);
        Assert.All(contracts, name =>
        {
            Assert.True(File.Exists(Path.Combine(Library, $"{name[..^3]}.test.js")), name);
            Assert.Contains($"[{name}]({name})", readme, StringComparison.Ordinal);
            Assert.Matches(@"\n \*/\nexport default class ", File.ReadAllText(Path.Combine(Library, name)));
        });
    }

    private static bool IsTest(string name) => name.EndsWith(".test.js", StringComparison.Ordinal);

    private static string Library => Path.Combine(Workshop.Repository, "contracts", "library");

    // With a slash it is a file of the repository, else one of the page.
    private string PathOf(string name) => name.Contains('/', StringComparison.Ordinal) ? Path.Combine(Workshop.Repository, name) : _workshop.PathOf(name);

    private async Task AssertRefusedAsync(string page, Listing listing)
    {
        _workshop.Write("refused.js", listing.Text);
        Outcome outcome = await _workshop.RunAsync("check", "refused.js");
        File.Delete(_workshop.PathOf("refused.js"));
        Assert.True(outcome.ExitCode != 0, $"{page}:{listing.Line} is not refused");
        Assert.Contains($"refused.js:{listing.RefusedAt}", outcome.Output + outcome.Errors, StringComparison.Ordinal);
        Assert.Contains(listing.Text.TrimEnd().Split('\n')[^1].TrimStart('/', ' '), outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }
}
