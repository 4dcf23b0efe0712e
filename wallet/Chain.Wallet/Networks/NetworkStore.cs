using Chain.Primitives.Encoding;
using Chain.Wallet.Files;
using Chain.Wallet.Home;
using Chain.Wallet.Json;

namespace Chain.Wallet.Networks;

/// <summary>The chains that this wallet knows, one file each. The file is what pins a name to a genesis hash.</summary>
public sealed class NetworkStore(WalletHome home)
{
    private const int FileBytesMax = 16 * 1024;
    private const int GenesisBytesMax = 16 * 1024 * 1024;

    /// <summary>The network of that name, or null when it is not known yet.</summary>
    /// <exception cref="WalletException">The file is damaged.</exception>
    public Network? TryLoad(string name)
    {
        string path = PathOf(name);
        byte[]? content = DurableFile.TryRead(path, FileBytesMax);
        if (content is null)
            return null;
        string? problem = JsonFields.TryParse(content, out JsonFields? fields);
        Network? network = null;
        if (fields is not null)
        {
            network = Read(fields);
            problem = fields.End();
            if (problem is null && network.Name != name)
                problem = $"it describes network '{Display.Safe(network.Name)}'";
        }
        return problem is null
            ? network
            : throw new WalletException(ProblemKind.Usage, "network-file", $"the network file '{path}' cannot be used", problem, "correct it, or delete it and name the chain again with --genesis FILE");
    }

    /// <summary>The names of known networks, sorted.</summary>
    public IReadOnlyList<string> Names() =>
        Directory.Exists(home.Networks)
            ? [.. Directory.EnumerateFiles(home.Networks, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(Network.IsName).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Remembers a network for good. <paramref name="genesis"/> is a copy of its genesis file, when one was given.</summary>
    public void Save(Network network, ReadOnlyMemory<byte>? genesis = null)
    {
        string path = PathOf(network.Name);
        if (genesis is { } content)
            DurableFile.Replace(GenesisPathOf(network.Name), content.Span);
        DurableFile.Replace(path, JsonBytes.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("network", network.Name);
            json.WriteString("genesisHash", network.GenesisHash.ToString());
            json.WriteString("addressPrefix", network.AddressPrefix);
            if (network.Node is not null)
                json.WriteString("node", network.Node);
            json.WriteString("trust", network.Trust == NetworkTrust.Genesis ? "genesis" : "first-use");
            json.WriteEndObject();
        }));
    }

    /// <summary>The genesis file that was given for a network, or null.</summary>
    public byte[]? TryLoadGenesis(string name) => DurableFile.TryRead(GenesisPathOf(name), GenesisBytesMax);

    private static Network Read(JsonFields fields)
    {
        string trust = fields.Text("trust");
        fields.Require(trust is "genesis" or "first-use", "\"trust\" is neither \"genesis\" nor \"first-use\"");
        var network = new Network(
            fields.Text("network"), fields.Hash("genesisHash"), fields.Text("addressPrefix"), fields.OptionalText("node"),
            trust == "genesis" ? NetworkTrust.Genesis : NetworkTrust.FirstUse);
        fields.Require(AddressText.IsNetworkPrefix(network.AddressPrefix), "\"addressPrefix\" is no address prefix");
        return network;
    }

    private string PathOf(string name) => Path.Combine(home.Networks, Checked(name) + ".json");

    /// <summary>Where the genesis file of a network is kept.</summary>
    public string GenesisPathOf(string name) => Path.Combine(home.Networks, Checked(name) + ".genesis");

    /// <summary>Where the newest verified point of a network's chain is kept.</summary>
    public string TrustedPathOf(string name) => Path.Combine(home.Networks, Checked(name) + ".trusted");

    private static string Checked(string name) => Network.IsName(name)
        ? name
        : throw new WalletException(ProblemKind.Usage, "network-name", $"'{Display.Safe(name)}' is no network's name", "a name has 1 to 32 lower-case letters, digits or hyphens");
}
