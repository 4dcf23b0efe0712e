using System.Text.Json;
using Chain.Host.Tests.Support;

namespace Chain.Host.Tests.Commands;

public sealed class CommandTests(HomeFixture homes) : IClassFixture<HomeFixture>
{
    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    public void Asking_for_help_or_version_succeeds_and_makes_nothing(string option)
    {
        string home = homes.NewPath();
        Assert.Equal(0, NodeProgram.Run([("CHAIN_HOME", home)], option).ExitCode);
        Assert.False(Path.Exists(home));
    }

    [Theory]
    [InlineData("strat")]
    [InlineData("start", "--hoem", "x")]
    [InlineData("start", "--home")]
    [InlineData("testnet-init", "--validators", "0")]
    [InlineData("testnet-init", "--validators", "1e3")]
    [InlineData("testnet-init", "--base-port", "70000")]
    [InlineData("init")]
    public void Wrong_usage_ends_with_two_and_says_so_on_stderr(params string[] arguments)
    {
        Outcome outcome = NodeProgram.Run(arguments);
        Assert.Equal(2, outcome.ExitCode);
        outcome.AssertRefused();
    }

    [Theory]
    [InlineData("start", "strat")]
    [InlineData("status", "statsu")]
    [InlineData("--home", "start", "--hoem", "x")]
    public void A_misspelt_word_gets_a_suggestion(string meant, params string[] arguments)
    {
        Outcome outcome = NodeProgram.Run(arguments);
        Assert.Equal(2, outcome.ExitCode);
        outcome.AssertRefused($"'{arguments.First(word => word != "start")}'", meant);
    }

    [Fact]
    public void Init_makes_a_home_whose_keys_only_the_owner_reads_and_never_a_second_time()
    {
        string home = homes.NewPath();
        Outcome first = NodeProgram.Run("init", "--genesis", homes.Genesis, "--home", home, "--json");
        Assert.Equal(0, first.ExitCode);
        Assert.True(JsonDocument.Parse(first.Output).RootElement.GetProperty("ok").GetBoolean());
        foreach (string key in Directory.GetFiles(Path.Combine(home, "keys")))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        byte[] node = File.ReadAllBytes(Path.Combine(home, "keys", "node.key"));
        NodeProgram.Run("init", "--genesis", homes.Genesis, "--home", home).AssertRefused(home);
        Assert.Equal(node, File.ReadAllBytes(Path.Combine(home, "keys", "node.key")));
    }

    [Fact]
    public void A_failure_in_json_is_one_envelope_and_nothing_else()
    {
        Outcome outcome = NodeProgram.Run("config", "show", "--json", "--home", homes.NewPath());
        Assert.Equal(3, outcome.ExitCode);
        JsonElement envelope = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.False(envelope.GetProperty("ok").GetBoolean());
        Assert.NotEmpty(envelope.GetProperty("errors")[0].GetProperty("next").GetString()!);
    }

    [Fact]
    public void A_node_that_does_not_run_is_not_reached()
    {
        Assert.Equal(4, NodeProgram.Run("status", "--home", homes.Copy()).ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"network\":\"a\",\"network\":\"b\"}")]
    public void A_file_that_is_no_genesis_is_refused(string text)
    {
        string file = homes.NewPath();
        File.WriteAllText(file, text);
        NodeProgram.Run("genesis", "show", file).AssertRefused(file);
    }

    [Theory]
    [InlineData("\"blockIntervalMs\": 400", "\"blockIntervalMs\": 0")]
    [InlineData("\"blockIntervalMs\": 400", "\"blockIntervalMs\": 400.0")]
    [InlineData("\"blockIntervalMs\": 400", "\"blockIntervalMs\": \"400ms\"")]
    [InlineData("\"blockIntervalMs\": 400", "\"blockIntervalMz\": 400")]
    [InlineData("\"network\": \"chain-dev\"", "\"network\": \"\"")]
    [InlineData("\"network\": \"chain-dev\"", "\"network\": \"Ünï\"")]
    [InlineData("\"10000000chn\"", "\"-1chn\"")]
    [InlineData("\"10000000chn\"", "\"9999999999999999chn\"")]
    [InlineData("\"10000000chn\"", "10000000")]
    [InlineData("\"consensusKey\": \"02", "\"consensusKey\": \"05")]
    public void One_wrong_value_in_genesis_is_refused(string right, string wrong)
    {
        string text = File.ReadAllText(homes.Genesis);
        Assert.Contains(right, text, StringComparison.Ordinal);
        string file = homes.NewPath();
        File.WriteAllText(file, text.Replace(right, wrong, StringComparison.Ordinal));
        NodeProgram.Run("genesis", "show", file).AssertRefused(file);
        NodeProgram.Run("init", "--genesis", file, "--home", homes.NewPath()).AssertRefused(file);
    }

    [Fact]
    public void Spelling_a_genesis_otherwise_is_the_same_chain_and_changing_a_value_another()
    {
        string text = File.ReadAllText(homes.Genesis);
        Assert.Equal(HashOf(text), HashOf(text.Replace("  ", " ", StringComparison.Ordinal)));
        Assert.NotEqual(HashOf(text), HashOf(text.Replace("\"blockIntervalMs\": 400", "\"blockIntervalMs\": 401", StringComparison.Ordinal)));
    }

    [Fact]
    public void Paths_that_cannot_be_are_refused_with_their_path()
    {
        NodeProgram.Run("genesis", "show", "/dev").AssertRefused("/dev");
        NodeProgram.Run("genesis", "show", "no\nsuch").AssertRefused();
        NodeProgram.Run("start", "--home", new string('x', 5_000)).AssertRefused();
        NodeProgram.Run("init", "--genesis", homes.Genesis, "--home", "/dev/full/home").AssertRefused("/dev/full");
    }

    private string HashOf(string text)
    {
        string file = homes.NewPath();
        File.WriteAllText(file, text);
        Outcome outcome = NodeProgram.Run("genesis", "show", file, "--json");
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Errors);
        return JsonDocument.Parse(outcome.Output).RootElement.GetProperty("data").GetProperty("genesisHash").GetString()!;
    }
}
