using Chain.Host.Tests.Support;

namespace Chain.Host.Tests.Running;

public sealed class StartTests(HomeFixture homes) : IClassFixture<HomeFixture>
{
    [Fact]
    public void A_home_starts_stops_when_asked_and_starts_again()
    {
        string home = homes.Copy();
        for (int i = 0; i < 2; i++)
        {
            Outcome outcome = NodeProgram.Start(home);
            Assert.True(outcome.HasStarted, outcome.Errors);
            Assert.Equal(0, outcome.ExitCode);
        }
    }

    [Theory]
    [InlineData("node.json")]
    [InlineData("genesis.json")]
    [InlineData("keys/node.key")]
    [InlineData("keys/consensus.key")]
    [InlineData("data/signer.state")]
    [InlineData("data/state/data.mdb")]
    [InlineData("data/history/data.mdb")]
    [InlineData("data/log/*")]
    public void A_file_that_is_missing_is_named_and_nothing_starts(string file)
    {
        string home = homes.Copy();
        string path = Resolve(home, file);
        string aside = Path.Combine(home, "aside");
        File.Move(path, aside);
        NodeProgram.Start(home).AssertRefused(Path.GetFileName(Path.GetDirectoryName(path))!);
        Assert.False(File.Exists(path), "nothing is made in its place");
        File.Move(aside, path);
        Assert.True(NodeProgram.Start(home).HasStarted);
    }

    [Theory]
    [InlineData("node.json")]
    [InlineData("genesis.json")]
    [InlineData("keys/node.key")]
    [InlineData("keys/consensus.key")]
    [InlineData("data/state/data.mdb")]
    [InlineData("data/history/data.mdb")]
    public void Two_hundred_bytes_that_were_overwritten_are_noticed(string file)
    {
        string home = homes.Copy();
        string path = Resolve(home, file);
        using (FileStream stream = File.OpenWrite(path))
        {
            stream.Position = Math.Min(16, stream.Length);
            stream.Write(Enumerable.Repeat((byte)0xA5, 200).ToArray());
        }
        NodeProgram.Start(home).AssertRefused();
    }

    [Theory]
    [InlineData("node.json")]
    [InlineData("genesis.json")]
    [InlineData("keys/node.key")]
    [InlineData("data/signer.state")]
    [InlineData("data/state/data.mdb")]
    [InlineData("data/history/data.mdb")]
    public void An_empty_file_in_place_of_a_full_one_is_refused(string file)
    {
        string home = homes.Copy();
        string path = Resolve(home, file);
        UnixFileMode mode = File.GetUnixFileMode(path);
        File.WriteAllBytes(path, []);
        File.SetUnixFileMode(path, mode);
        NodeProgram.Start(home).AssertRefused();
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused_with_the_remedy()
    {
        string home = homes.Copy();
        File.SetUnixFileMode(Path.Combine(home, "keys", "consensus.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        NodeProgram.Start(home).AssertRefused("consensus.key", "chmod 600");
    }

    [Fact]
    public void The_key_of_another_node_does_not_sign_with_this_memory()
    {
        string home = homes.Copy();
        File.Copy(Path.Combine(home, "keys", "node.key"), Path.Combine(home, "keys", "consensus.key"), overwrite: true);
        NodeProgram.Start(home).AssertRefused("signer.state");
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("data/signer.state")]
    [InlineData("data/state/data.mdb")]
    [InlineData("data/history/data.mdb")]
    [InlineData("data/log/*")]
    public void A_file_that_another_folder_shares_is_refused_by_name(string file)
    {
        string home = homes.Copy();
        File.AppendAllText(Path.Combine(home, "lock"), "");
        string path = Resolve(home, file);
        using (var link = System.Diagnostics.Process.Start("ln", [path, homes.NewPath()]))
            link.WaitForExit();
        NodeProgram.Start(home).AssertRefused(Path.GetFileName(path), "2 names");
    }

    [Fact]
    public void The_data_of_another_node_of_the_chain_starts_for_a_follower_and_is_refused_to_another_signer()
    {
        string from = homes.Copy();
        string home = homes.NewPath();
        Assert.Equal(0, NodeProgram.Run("init", "--genesis", Path.Combine(from, "genesis.json"), "--home", home).ExitCode);
        string settings = File.ReadAllText(Path.Combine(from, "node.json"));
        Directory.Delete(Path.Combine(home, "data"), recursive: true);
        Directory.Move(Path.Combine(from, "data"), Path.Combine(home, "data"));
        // With the other's settings it is to sign for the other's validator, with a key that the signer's memory does not belong to.
        File.WriteAllText(Path.Combine(home, "node.json"), settings);
        NodeProgram.Start(home).AssertRefused("signer.state");
        string signs = settings[settings.IndexOf("\"operator\"", StringComparison.Ordinal)..];
        File.WriteAllText(Path.Combine(home, "node.json"), settings.Replace(signs[..signs.IndexOf('\n')], "\"operator\": \"\"", StringComparison.Ordinal));
        Outcome follower = NodeProgram.Start(home);
        Assert.True(follower.HasStarted, follower.Errors);
    }

    [Fact]
    public void The_genesis_of_another_chain_does_not_open_these_stores()
    {
        string home = homes.Copy();
        File.Copy(homes.Genesis, Path.Combine(home, "genesis.json"), overwrite: true);
        NodeProgram.Start(home).AssertRefused("chain");
    }

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        string home = homes.Copy();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        string port = $"{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}";
        NodeProgram.Start(home, ("CHAIN__API__GRPCPORT", port)).AssertRefused(port);
    }

    [Fact]
    public void A_home_that_is_in_use_is_not_opened_again()
    {
        string home = homes.Copy();
        using FileStream file = File.Open(Path.Combine(home, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        using var holder = System.Diagnostics.Process.Start("flock", [Path.Combine(home, "lock"), "sleep", "60"]);
        try
        {
            Outcome outcome = NodeProgram.Start(home);
            while (outcome.HasStarted && !holder.HasExited)
                outcome = NodeProgram.Start(home);
            outcome.AssertRefused("another process");
        }
        finally
        {
            holder.Kill();
        }
    }

    private static string Resolve(string home, string file) =>
        file.EndsWith('*') ? Directory.GetFiles(Path.Combine(home, Path.GetDirectoryName(file)!)).Single() : Path.Combine(home, file);
}
