using System.Text.Json;

namespace Chain.Testnet;

/// <summary>Where a testnet lives, and the two numbers that were chosen when it was made. Node i has its home in node{i}.</summary>
internal sealed record TestnetLayout(string Home, int Validators, int BasePort)
{
    private const string FileName = "testnet.json";

    public string NodeHome(int index) => Path.Combine(Home, $"node{index}");

    public string LogFile(int index) => Path.Combine(NodeHome(index), "output.log");

    public string PidFile(int index) => Path.Combine(NodeHome(index), "node.pid");

    public int PeerPort(int index) => BasePort + (10 * index);

    public int GrpcPort(int index) => PeerPort(index) + 1;

    public int HttpPort(int index) => PeerPort(index) + 2;

    /// <summary>--home, else CHAIN_HOME/testnet, else ~/.chain/testnet.</summary>
    public static string ResolveHome(string? option)
    {
        if (option is not null)
            return Path.GetFullPath(option);
        string? root = Environment.GetEnvironmentVariable("CHAIN_HOME");
        if (string.IsNullOrEmpty(root))
            root = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".chain");
        return Path.Combine(Path.GetFullPath(root), "testnet");
    }

    public static TestnetLayout? TryLoad(string home)
    {
        string file = Path.Combine(home, FileName);
        if (!File.Exists(file))
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
            return new TestnetLayout(
                home, document.RootElement.GetProperty("validators").GetInt32(), document.RootElement.GetProperty("basePort").GetInt32());
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new TestnetException(
                ExitCode.Unexpected, "TESTNET_FILE", $"{file} is not readable: {exception.Message}", "Make the testnet anew: ./chain testnet up --fresh");
        }
    }

    public static TestnetLayout Load(string home) => TryLoad(home)
        ?? throw new TestnetException(ExitCode.NotFound, "NO_TESTNET", $"There is no testnet in {home}.", "Make one: ./chain testnet up");

    public void Save() =>
        File.WriteAllText(Path.Combine(Home, FileName), $$"""{"validators":{{Validators}},"basePort":{{BasePort}}}""" + "\n");

    /// <summary>The index, when this testnet has it.</summary>
    public int RequireIndex(int index) => index >= 0 && index < Validators
        ? index
        : throw new TestnetException(ExitCode.NotFound, "NO_NODE", $"There is no node {index}: this testnet has 0 to {Validators - 1}.", "See ./chain testnet status");
}
