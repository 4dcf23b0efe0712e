namespace Chain.Dapp.Tests;

/// <summary>Command lines that cannot be carried out.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("there is no command 'tset'", "Did you mean test?", "tset")]
    [InlineData("there is no command 'xyzzy'", "./chain dapp --help shows the commands.", "xyzzy")]
    [InlineData("there is no option '--coverge'", "Did you mean --coverage?", "test", ".", "--coverge")]
    [InlineData("there is no option '--gass'", "Did you mean --gas?", "test", "--gass")]
    [InlineData("there is no place for 'more'", "./chain dapp abi --help shows what it takes.", "abi", "a.js", "more")]
    [InlineData("a command is missing", "./chain dapp --help shows the commands.")]
    [InlineData("Required argument 'file' missing for command: 'check'", "./chain dapp check --help shows what it takes.", "check")]
    public async Task What_is_wrong_is_named_and_what_was_meant(string message, string next, params string[] arguments)
    {
        using var workshop = new Workshop();
        Outcome refused = (await workshop.RunAsync(arguments)).Ended(2);
        Assert.Equal($"chain: {message} [USAGE]\n       {next}\n", refused.Errors);
        Outcome json = (await workshop.RunAsync([.. arguments, "--json"])).Ended(2);
        Assert.Equal("USAGE", json.Code());
        Assert.Equal("", json.Errors);
    }
}
