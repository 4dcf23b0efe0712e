namespace Chain.Dapp.Tests;

/// <summary>Tests that need npm say so: where there is none, <c>./chain test</c> leaves them out, and says that.</summary>
public class BuildTests(TypeScript typeScript) : IClassFixture<TypeScript>
{
    [Fact]
    public async Task Without_a_compiler_build_says_what_to_install()
    {
        using var workshop = new Workshop();
        (await workshop.RunAsync("new", "shop", "--typescript")).Ended(0);
        Outcome run = (await workshop.RunInAsync("shop", "build")).Ended(3);
        Assert.Contains("npm install --save-dev typescript", run.Errors, StringComparison.Ordinal);
        (await workshop.RunInAsync("shop", "test")).Ended(3);
    }

    [Fact]
    public async Task A_folder_without_typescript_has_nothing_to_build()
    {
        using var workshop = new Workshop();
        Assert.Equal("NO_SOURCES", (await workshop.RunAsync("build", "--json")).Ended(3).Code());
    }

    [Fact]
    [Trait("Needs", "npm")]
    public async Task Build_keeps_every_line_in_its_place()
    {
        using Workshop workshop = await ProjectAsync();
        workshop.Write("shop/shop.ts", workshop.Read("shop/shop.ts").Replace("  init(): void {", Branches, StringComparison.Ordinal));
        (await workshop.RunInAsync("shop", "build")).Ended(0);
        string[] source = workshop.Read("shop/shop.ts").Split('\n');
        string[] built = workshop.Read("shop/shop.js").Split('\n');
        foreach (string marked in (string[])["'NO_NAME'", "this.sold += 1n;", "'NOT_OWNER'", "third", "fifth", "second line"])
            Assert.Equal(Array.FindIndex(source, line => line.Contains(marked, StringComparison.Ordinal)), Array.FindIndex(built, line => line.Contains(marked, StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Needs", "npm")]
    public async Task Tests_build_what_has_changed()
    {
        using Workshop workshop = await ProjectAsync();
        Outcome run = (await workshop.RunInAsync("shop", "test", "--json")).Ended(0);
        Assert.Equal(4, run.Data().GetProperty("passed").GetInt32());
        workshop.Write("shop/shop.ts", workshop.Read("shop/shop.ts").Replace("'NOT_OFFERED'", "'SOLD_OUT'", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(workshop.PathOf("shop/shop.js"), File.GetLastWriteTimeUtc(workshop.PathOf("shop/shop.ts")).AddSeconds(-1));
        run = (await workshop.RunInAsync("shop", "test")).Ended(6);
        Assert.Contains("got SOLD_OUT", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Needs", "npm")]
    public async Task A_wrong_type_is_told_with_its_place()
    {
        using Workshop workshop = await ProjectAsync();
        workshop.Write("shop/shop.ts", workshop.Read("shop/shop.ts").Replace("this.sold += 1n;", "this.sold += 1;", StringComparison.Ordinal));
        Outcome run = (await workshop.RunInAsync("shop", "build")).Ended(5);
        Assert.Contains($"shop.ts:{LineOf(workshop, "this.sold += 1;")}:", run.Errors, StringComparison.Ordinal);
        Assert.Contains("this.sold += 1;", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(workshop.PathOf("shop/shop.js")));
    }

    [Fact]
    [Trait("Needs", "npm")]
    public async Task What_is_no_contract_is_refused_at_the_line_of_the_author()
    {
        using Workshop workshop = await ProjectAsync();
        workshop.Write("shop/shop.ts", workshop.Read("shop/shop.ts").Replace("  declare sold: bigint;", "  declare sold: bigint;\n  extra = 1;", StringComparison.Ordinal));
        Outcome run = (await workshop.RunInAsync("shop", "build")).Ended(5);
        Assert.Contains($"shop.ts:{LineOf(workshop, "extra = 1;")}:", run.Errors, StringComparison.Ordinal);
        Assert.Contains("extra = 1;", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Needs", "npm")]
    [InlineData("")]
    [InlineData("--typescript")]
    public async Task The_compiler_finds_nothing_wrong_with_what_new_makes(string option)
    {
        using var workshop = new Workshop();
        (await workshop.RunAsync([.. new[] { "new", "shop", option }.Where(word => word.Length > 0)])).Ended(0);
        if (option.Length == 0)
            workshop.Write("shop/jsconfig.json", workshop.Read("shop/jsconfig.json").Replace("\"checkJs\": false", "\"checkJs\": true", StringComparison.Ordinal));
        (int code, string said) = await typeScript.CheckAsync(workshop.PathOf("shop"), option.Length > 0 ? "tsconfig.json" : "jsconfig.json");
        Assert.True(code == 0, said);
    }

    [Fact]
    [Trait("Needs", "npm")]
    public async Task The_typings_fit_the_library()
    {
        using var workshop = new Workshop();
        string library = Path.Combine(Workshop.Repository, "contracts", "library");
        string kit = Path.Combine(Workshop.Repository, "contracts", "kit");
        workshop.Write("jsconfig.json", $$"""
            {
              "compilerOptions": { "target": "esnext", "module": "esnext", "moduleResolution": "bundler", "lib": ["esnext"], "types": [], "checkJs": true, "allowJs": true, "strict": false, "noEmit": true },
              "include": ["{{library}}/**/*.js", "{{kit}}/*.d.ts"]
            }
            """);
        (_, string said) = await typeScript.CheckAsync(workshop.Folder, "jsconfig.json");
        // In JavaScript the compiler takes the product of two values of unknown type for a number, where it is a bigint; that is why jsconfig.json leaves checking to those who ask.
        Assert.Equal([], said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !(line.Contains("'number'", StringComparison.Ordinal) && line.Contains("'bigint'", StringComparison.Ordinal))));
    }

    private const string Branches = """
          branches(a: number): string {
            if (a === 1) {
              return 'first';
            } else if (a === 2) { // a comment with a `
              return 'third';
            } else {
              return `first line
        second line ${a as number}`;
            }
            type Local = number;
            const b: Local = a; return b > 2 ? 'fourth' : 'fifth';
          }

          init(): void {
        """;

    private static int LineOf(Workshop workshop, string part) =>
        1 + Array.FindIndex(workshop.Read("shop/shop.ts").Split('\n'), line => line.Contains(part, StringComparison.Ordinal));

    private async Task<Workshop> ProjectAsync()
    {
        var workshop = new Workshop();
        (await workshop.RunAsync("new", "shop", "--typescript")).Ended(0);
        Directory.CreateSymbolicLink(workshop.PathOf("shop/node_modules"), typeScript.Modules);
        return workshop;
    }
}
