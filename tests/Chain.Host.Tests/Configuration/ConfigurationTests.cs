using Chain.Host.Tests.Support;

namespace Chain.Host.Tests.Configuration;

public sealed class ConfigurationTests(HomeFixture homes) : IClassFixture<HomeFixture>
{
    [Theory]
    [InlineData("", "node.json")]
    [InlineData("[]", "node.json")]
    [InlineData("{", "node.json")]
    [InlineData("\uFEFF{}", "byte order mark")]
    [InlineData("{\"api\":{\"grpcPort\":7001,\"grpcPort\":7002}}", "twice")]
    [InlineData("{\"api\":{\"grpcPrt\":7001}}", "grpcPort")]
    [InlineData("{\"ap\":{\"grpcPort\":7001}}", "ap")]
    [InlineData("{\"api\":{\"grpcPort\":0}}", "grpcPort")]
    [InlineData("{\"api\":{\"grpcPort\":65536}}", "grpcPort")]
    [InlineData("{\"api\":{\"grpcPort\":7e3}}", "grpcPort")]
    [InlineData("{\"api\":{\"address\":\"nowhere\"}}", "address")]
    [InlineData("{\"network\":{\"listen\":\"127.0.0.1\"}}", "listen")]
    [InlineData("{\"network\":{\"listen\":\"127.0.0.1:0\"}}", "listen")]
    [InlineData("{\"network\":{\"peers\":[\"a b:70\"]}}", "peers")]
    [InlineData("{\"network\":{\"peers\":[\"node.example:70\",\"127.0.0.1:9000\",\"NODE.example:70\"]}}", "node.example:70 twice")]
    [InlineData("{\"network\":{\"listen\":\"127.0.0.1:9000\",\"peers\":[\"127.0.0.1:9000\"]}}", "listens itself")]
    [InlineData("{\"network\":{\"listen\":\"127.0.0.1:7001\"},\"api\":{\"grpcPort\":7001}}", "grpcPort")]
    [InlineData("{\"pool\":{\"transactionsMax\":-1}}", "transactionsMax")]
    [InlineData("{\"pool\":{\"transactionsMax\":\"5m\"}}", "transactionsMax")]
    [InlineData("{\"log\":{\"level\":\"loud\"}}", "level")]
    [InlineData("{\"version\":2}", "version")]
    [InlineData("{\"validator\":{\"privateKey\":\"00\"}}", "keys folder")]
    [InlineData("{\"password\":\"hunter2\"}", "keys folder")]
    public void What_is_wrong_in_the_file_is_refused_by_name(string text, string word)
    {
        string home = homes.Copy();
        File.WriteAllText(Path.Combine(home, "node.json"), text);
        Outcome outcome = NodeProgram.Run("config", "show", "--home", home);
        outcome.AssertRefused(word);
        Assert.DoesNotContain("hunter2", outcome.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CHAIN__API__GRPCPORT", "junk")]
    [InlineData("CHAIN__API__GRPCPRT", "7001")]
    [InlineData("CHAIN__NOTHING", "1")]
    public void Junk_in_a_variable_is_refused_naming_the_variable(string name, string value)
    {
        NodeProgram.Run([(name, value)], "config", "show", "--home", homes.Copy()).AssertRefused(name);
    }

    [Fact]
    public void A_variable_wins_over_the_file_and_the_origin_is_told()
    {
        Outcome outcome = NodeProgram.Run([("CHAIN__API__GRPCPORT", "7123")], "config", "show", "--origin", "--json", "--home", homes.Copy());
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("7123", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("CHAIN__API__GRPCPORT", outcome.Output, StringComparison.Ordinal);
    }
}
