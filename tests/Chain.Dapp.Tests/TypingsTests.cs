using System.Text.RegularExpressions;
using Chain.Contracts;

namespace Chain.Dapp.Tests;

public partial class TypingsTests
{
    [Fact]
    public void The_typings_of_chain_name_what_contracts_may_import()
    {
        string typings = File.ReadAllText(Path.Combine(Workshop.Repository, "contracts", "kit", "chain.d.ts"));
        Assert.Equal(ModuleNames.Imports.Order(StringComparer.Ordinal), Values(typings));
    }

    [Fact]
    public async Task The_typings_of_tests_name_what_tests_may_import()
    {
        string typings = File.ReadAllText(Path.Combine(Workshop.Repository, "contracts", "kit", "chain-test.d.ts"));
        using var workshop = new Workshop();
        workshop.Write("names.test.js", "import * as all from 'chain/test';\nall.test('names', () => console.log(Object.keys(all).join(' ')));\n");
        Outcome run = (await workshop.RunAsync("test", "--json")).Ended(0);
        string names = run.Data().GetProperty("files")[0].GetProperty("tests")[0].GetProperty("log")[0].GetString()!;
        Assert.Equal(names.Split(' ').Order(StringComparer.Ordinal), Values(typings));
    }

    // Interfaces and types are gone at run time.
    private static IEnumerable<string> Values(string typings) =>
        ExportedValue().Matches(typings).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^  export (?:const|function|class) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExportedValue();
}
