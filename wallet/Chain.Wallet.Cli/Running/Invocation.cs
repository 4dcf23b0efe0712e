using System.CommandLine;
using Chain.Client;
using Chain.Primitives.Json;
using Chain.Types;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Home;
using Chain.Wallet.Names;
using Chain.Wallet.Networks;
using Chain.Wallet.Nodes;
using Chain.Wallet.Outbox;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Cli.Running;

/// <summary>One run of one command: its options, and what they give access to. Everything is made when it is first asked for, so that a command touches only what it needs.</summary>
internal sealed class Invocation : IDisposable
{
    private const string DevelopmentPrefix = "chn";
    private const int LayoutBytesMax = 4096;

    // Generous: a machine that starts hundreds of wallets at once is slow to answer, and one that refuses says so at once.
    private static readonly LedgerClientOptions Patience = new() { ConnectTimeout = TimeSpan.FromSeconds(30), CallTimeout = TimeSpan.FromSeconds(60) };

    private readonly ParseResult _parsed;
    private readonly Lazy<WalletHome> _home;
    private readonly Lazy<Network?> _known;
    private NodeSession? _session;
    private byte[]? _localGenesis;

    // The chain of an author's own node, once one was named and found.
    private Network? _solo;

    public Invocation(ParseResult parsed, Reporter reporter, Func<string, string?> environment)
    {
        _parsed = parsed;
        Report = reporter;
        _home = new(() => WalletHome.Resolve(Value(GlobalOptions.Home), environment));
        _known = new(FindNetwork);
        Terminal = new Terminal(reporter, Value(GlobalOptions.Yes));
        Secrets = new SecretSource(this);
        Keys = new KeyRing(this);
    }

    public Reporter Report { get; }

    public Terminal Terminal { get; }

    public SecretSource Secrets { get; }

    public KeyRing Keys { get; }

    public WalletHome Home => _home.Value;

    public AddressBook Book => new(Home);

    public NetworkStore Networks => new(Home);

    public bool IsOffline => Value(GlobalOptions.Offline);

    public TimeProvider Time => TimeProvider.System;

    public T? Value<T>(Option<T> option) => _parsed.GetValue(option);

    public T Value<T>(Argument<T> argument) => _parsed.GetValue(argument)!;

    /// <summary>The network that is meant: by --network, by --genesis, the only one known, or the development network.</summary>
    public string NetworkName => Known?.Name ?? ChosenName ?? Network.DevelopmentName;

    /// <summary>What is known of it, or null.</summary>
    public Network? Known => _solo ?? _known.Value;

    /// <summary>The genesis file of the network that is meant, or null.</summary>
    public byte[]? GenesisFile => Known is null || _solo is not null ? null : _localGenesis ?? Networks.TryLoadGenesis(Known.Name);

    /// <summary>The network, for commands that do without a node.</summary>
    public Network RequireKnown() => Known ?? throw new WalletException(
        ProblemKind.NotFound, "unknown-network", $"this wallet does not know network '{NetworkName}' yet", "without a node it cannot find out which chain that is",
        "give its genesis file with --genesis FILE, or use it once while its node is reachable");

    /// <summary>What addresses begin with, also before the network was ever met.</summary>
    public string AddressPrefix => Known?.AddressPrefix ?? DevelopmentPrefix;

    /// <summary>The node, found to serve the right chain.</summary>
    public async Task<NodeSession> SessionAsync(CancellationToken cancellationToken)
    {
        if (_session is not null)
            return _session;
        if (IsOffline)
            throw new WalletException(ProblemKind.Usage, "offline", "this command needs a node, and --offline forbids one", null, "leave --offline out");
        bool takeSolo = Value(GlobalOptions.Node) is not null && ChosenName is null && Value(GlobalOptions.Genesis) is null;
        _session = await NodeSession.OpenAsync(NodeAddress(), NetworkName, Known, network => Networks.Save(network), Patience, cancellationToken, takeSolo);
        if (takeSolo && _session.Network.Name == Network.SoloName)
            _solo = _session.Network;
        if (_session.IsNewlyPinned)
        {
            Report.Warn(
                "first-use", $"network {_session.Network.Name} is new to this wallet: its genesis {_session.Network.GenesisHash} is taken on this node's word, and remembered",
                "another chain under this name will be refused");
        }
        if (_session.Status.CatchingUp)
            Report.Warn("catching-up", $"the node is catching up: what it says is of height {_session.Status.Height}");
        return _session;
    }

    /// <summary>Turns names into addresses of a network.</summary>
    public AddressResolver Resolver(Network network) =>
        new(network, name => Keys.TryFind(name)?.Address, index => KeyRing.Development(index).Address, Book.Load());

    /// <summary>Whoever an argument names, or the key that acts when there is none.</summary>
    public ResolvedAddress Who(string? who, Network network)
    {
        if (who is not null)
            return Resolver(network).Resolve(who);
        SigningKey key = Keys.Acting(network);
        return new ResolvedAddress(key.Address, network.Format(key.Address), key.Name, NameSource.Key);
    }

    public OutboxDirectory Outbox(Network network) => new(Home, network.GenesisHash);

    public TransactionSender Sender(NodeSession session) => new(session, Outbox(session.Network), Time);

    /// <summary>The node's address, by --node or of the network.</summary>
    public Uri NodeAddress()
    {
        string text = Value(GlobalOptions.Node) ?? Known?.Node ?? Network.DefaultNode;
        string full = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        bool isUsable = Uri.TryCreate(full, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.Host.Length > 0 && address.UserInfo.Length == 0;
        return isUsable
            ? address!
            : throw new WalletException(ProblemKind.Usage, "node-address", $"'{Display.Safe(text)}' is no node's address", null, "give --node http://HOST:PORT");
    }

    public void Dispose() => _session?.Dispose();

    private string? ChosenName
    {
        get
        {
            string? name = Value(GlobalOptions.Network);
            return name is null || Network.IsName(name)
                ? name
                : throw new WalletException(ProblemKind.Usage, "network-name", $"'{Display.Safe(name)}' is no network's name", "a name has 1 to 32 lower-case letters, digits or hyphens");
        }
    }

    private Network? FindNetwork()
    {
        if (Value(GlobalOptions.Genesis) is { } file)
            return Trust(file);
        IReadOnlyList<string> names = Networks.Names();
        string name = ChosenName ?? (names.Count == 1 ? names[0] : Network.DevelopmentName);
        Network? saved = Networks.TryLoad(name);
        return saved is { Trust: NetworkTrust.Genesis } ? saved : LocalTestnet(name) ?? saved;
    }

    /// <summary>
    /// The user's own testnet: its genesis lies beside the wallet's home, which is better than a node's word, and follows when the
    /// testnet is made anew. Nothing is remembered. A genesis file that was given once goes before it; so does --home, which means another place.
    /// </summary>
    private Network? LocalTestnet(string name)
    {
        string testnet = Path.Combine(Path.GetDirectoryName(Home.Path) ?? "/", "testnet");
        string path = Path.Combine(testnet, "node0", "genesis.json");
        if (name != Network.DevelopmentName || Value(GlobalOptions.Home) is not null || !File.Exists(path))
            return null;
        byte[] content = InputFile.Read(path, GenesisInput.BytesMax);
        GenesisDocument genesis = GenesisInput.Parse(content, path);
        if (genesis.Network != name)
            return null;
        _localGenesis = content;
        return new Network(name, genesis.Hash, genesis.AddressPrefix, LocalNode(Path.Combine(testnet, "testnet.json")), NetworkTrust.Genesis);
    }

    // The first node of the testnet, on the ports that were chosen for it; null for the usual ones.
    private static string? LocalNode(string layoutFile)
    {
        if (!File.Exists(layoutFile) || !StrictJson.TryRead(InputFile.Read(layoutFile, LayoutBytesMax), JsonReadOptions.Strict, out JsonValue? layout, out _))
            return null;
        if (layout is not JsonObject fields || !fields.TryGet("basePort", out JsonValue? value) || value is not JsonNumber number || !number.TryGetUInt64(out ulong basePort))
            return null;
        return basePort is >= 1024 and < 65_535 ? $"http://127.0.0.1:{basePort + 1}" : null;
    }

    /// <summary>Takes a network's genesis file as the truth about it, for now and later.</summary>
    private Network Trust(string file)
    {
        byte[] content = InputFile.Read(file, GenesisInput.BytesMax);
        GenesisDocument genesis = GenesisInput.Parse(content, file);
        if (ChosenName is { } name && name != genesis.Network)
            throw new WalletException(ProblemKind.Usage, "network-name", $"the genesis file is that of network '{genesis.Network}', and --network says '{name}'");
        Network? before = Networks.TryLoad(genesis.Network);
        var network = new Network(genesis.Network, genesis.Hash, genesis.AddressPrefix, Value(GlobalOptions.Node) is null ? before?.Node : NodeAddressText(), NetworkTrust.Genesis);
        if (before is null || before != network)
        {
            if (before is not null && before.GenesisHash != network.GenesisHash)
                Report.Warn("network-changed", $"network {network.Name} now means the chain with genesis {network.GenesisHash}; it was {before.GenesisHash}");
            Networks.Save(network, content);
        }
        return network;
    }

    private string? NodeAddressText() => Value(GlobalOptions.Node) is { } text ? (text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text) : null;
}
