namespace Chain.Dapp.Tests;

public class NewTests
{
    [Fact]
    public async Task New_makes_a_contract_with_tests_and_typings()
    {
        using var workshop = new Workshop();
        Outcome made = (await workshop.RunAsync("new", "shop", "--json")).Ended(0);
        Assert.Equal(
            ["shop.js", "shop.test.js", "README.md", "jsconfig.json", "typings/chain.d.ts", "typings/chain-test.d.ts"],
            made.Data().GetProperty("files").EnumerateArray().Select(file => file.GetString()!));
        Assert.All(made.Data().GetProperty("files").EnumerateArray(), file => Assert.True(File.Exists(workshop.PathOf($"shop/{file.GetString()}"))));
    }

    [Fact]
    public async Task New_names_class_and_files_after_the_folder()
    {
        using var workshop = new Workshop();
        Outcome made = (await workshop.RunAsync("new", "tea-house", "--json")).Ended(0);
        Assert.Equal("TeaHouse", made.Data().GetProperty("className").GetString());
        Assert.Contains("class TeaHouse extends Contract", workshop.Read("tea-house/tea-house.js"), StringComparison.Ordinal);
        Assert.Contains("deploy('tea-house.js')", workshop.Read("tea-house/tea-house.test.js"), StringComparison.Ordinal);
        Assert.Contains("dapp check tea-house.js", workshop.Read("tea-house/README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_with_typescript_makes_a_project_for_the_compiler()
    {
        using var workshop = new Workshop();
        (await workshop.RunAsync("new", "shop", "--typescript")).Ended(0);
        Assert.Contains("\"typescript\"", workshop.Read("shop/package.json"), StringComparison.Ordinal);
        Assert.Contains("satisfies State", workshop.Read("shop/shop.ts"), StringComparison.Ordinal);
        Assert.False(File.Exists(workshop.PathOf("shop/shop.js")));
    }

    [Fact]
    public async Task New_leaves_alone_what_is_there()
    {
        using var workshop = new Workshop();
        workshop.Write("shop/mine.txt", "mine");
        Outcome refused = (await workshop.RunAsync("new", "shop", "--json")).Ended(2);
        Assert.Equal("EXISTS", refused.Code());
        Assert.Equal(["mine.txt"], Directory.GetFileSystemEntries(workshop.PathOf("shop")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("9lives")]
    [InlineData("a b")]
    [InlineData("x/.hidden")]
    public async Task New_refuses_a_name_that_no_class_can_have(string name)
    {
        using var workshop = new Workshop();
        Outcome refused = (await workshop.RunAsync("new", name, "--json")).Ended(2);
        Assert.Equal("NAME", refused.Code());
        Assert.Empty(Directory.GetFileSystemEntries(workshop.Folder));
    }
}
