namespace Chain.Host;

/// <summary>Where everything of a node lies in its home.</summary>
internal sealed record HomeLayout(string Home)
{
    public string ConfigFile => Path.Combine(Home, "node.json");

    public string GenesisFile => Path.Combine(Home, "genesis.json");

    public string KeysFolder => Path.Combine(Home, "keys");

    public string NodeKeyFile => Path.Combine(KeysFolder, "node.key");

    public string ConsensusKeyFile => Path.Combine(KeysFolder, "consensus.key");

    public string OperatorKeyFile => Path.Combine(KeysFolder, "operator.key");

    public string DataFolder => Path.Combine(Home, "data");

    public string StateFolder => Path.Combine(DataFolder, "state");

    public string HistoryFolder => Path.Combine(DataFolder, "history");

    public string LogFolder => Path.Combine(DataFolder, "log");

    public string SignerStateFile => Path.Combine(DataFolder, "signer.state");

    /// <summary>What may be deleted at any time.</summary>
    public string CompiledCodeFolder => Path.Combine(Home, "cache", "code");

    public string LogsFolder => Path.Combine(Home, "logs");

    /// <summary>--home, else CHAIN_HOME/node, else ~/.chain/node.</summary>
    public static HomeLayout Resolve(string? option)
    {
        if (option is not null)
            return new HomeLayout(Path.GetFullPath(option));
        string? root = Environment.GetEnvironmentVariable("CHAIN_HOME");
        if (string.IsNullOrEmpty(root))
            root = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".chain");
        return new HomeLayout(Path.Combine(Path.GetFullPath(root), "node"));
    }
}
