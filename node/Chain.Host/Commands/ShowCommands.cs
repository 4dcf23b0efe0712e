using Chain.Host.Configuration;
using Chain.Host.Keys;
using Chain.Host.Output;
using Chain.Host.Running;
using Chain.Network;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types;
using Spectre.Console;

namespace Chain.Host.Commands;

/// <summary>Commands that look and change nothing: version, config show, keys show, genesis show.</summary>
internal static class ShowCommands
{
    public static int Version(bool json)
    {
        if (json)
            Envelope.Success(new { version = ProductVersion.Text, protocol = ProtocolLimits.Version, runtime = Environment.Version.ToString() });
        else
            Console.Out.WriteLine($"chain-node {ProductVersion.Text}, protocol {ProtocolLimits.Version}, .NET {Environment.Version}");
        return ExitCode.Done;
    }

    public static int Config(HomeLayout layout, IReadOnlyList<string> flags, bool withOrigin, bool json)
    {
        NodeConfiguration configuration = ConfigurationReader.Read(layout, flags, Environment.GetEnvironmentVariables());
        if (json)
        {
            Envelope.Success(new { settings = configuration.Values.Select(value => new { name = value.Field.Name, value = value.Text, origin = value.Origin, description = value.Field.Description }) });
            return ExitCode.Done;
        }
        Table table = new Table().Border(TableBorder.Simple).AddColumns("setting", "value", withOrigin ? "from" : "meaning");
        foreach (ConfigValue value in configuration.Values)
            table.AddRow(Markup.Escape(value.Field.Name), Markup.Escape(value.Text), Markup.Escape(withOrigin ? value.Origin : value.Field.Description));
        ConsoleTable.Write(table);
        return ExitCode.Done;
    }

    public static int Keys(HomeLayout layout, string? operatorText, bool json)
    {
        using PrivateKey node = KeyFile.Read(layout.NodeKeyFile);
        using PrivateKey consensus = KeyFile.Read(layout.ConsensusKeyFile);
        GenesisDocument genesis = GenesisFile.Read(layout.GenesisFile);
        string? possession = null;
        if (operatorText is not null)
        {
            if (!AddressText.TryParse(operatorText, genesis.AddressPrefix, out Primitives.Address address, out AddressTextError error))
                throw new HostException(ExitCode.Usage, "ADDRESS", $"'{operatorText}' is not an address of this network ({error}).", $"Addresses here begin with {genesis.AddressPrefix}1.");
            possession = consensus.Sign(TransactionAction.PossessionDigest(genesis.Hash, address)).ToString();
        }
        string id = PeerId.Of(node.GetPublicKey()).ToString();
        string key = consensus.GetPublicKey().ToString();
        if (json)
        {
            Envelope.Success(new { nodeId = id, consensusKey = key, possession });
            return ExitCode.Done;
        }
        Console.Out.WriteLine($"node id        {id}");
        Console.Out.WriteLine($"consensus key  {key}");
        if (possession is not null)
            Console.Out.WriteLine($"possession     {possession}");
        return ExitCode.Done;
    }

    public static int Genesis(string file, bool json)
    {
        GenesisDocument genesis = GenesisFile.Read(file);
        if (json)
        {
            Envelope.Success(new
            {
                network = genesis.Network,
                addressPrefix = genesis.AddressPrefix,
                genesisHash = genesis.Hash.ToString(),
                timeMs = genesis.TimeMs,
                supply = genesis.Supply.Grains.ToString(System.Globalization.CultureInfo.InvariantCulture),
                accounts = genesis.Accounts.Count,
                validators = genesis.Validators.Count,
                parameters = ChainParameters.Fields.ToDictionary(field => field.Name, field => field.Read(genesis.Parameters), StringComparer.Ordinal),
            });
            return ExitCode.Done;
        }
        Console.Out.WriteLine($"""
            network     {genesis.Network}
            genesis     {genesis.Hash}
            supply      {Primitives.AmountText.FormatCoins(genesis.Supply)}
            accounts    {genesis.Accounts.Count}
            validators  {genesis.Validators.Count}
            """);
        foreach (ParameterField field in ChainParameters.Fields)
            Console.Out.WriteLine($"{field.Name,-24}{field.Read(genesis.Parameters)}");
        return ExitCode.Done;
    }
}
