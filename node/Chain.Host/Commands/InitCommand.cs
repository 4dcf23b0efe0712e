using System.Text;
using Chain.Host.Keys;
using Chain.Host.Output;
using Chain.Host.Running;
using Chain.Network;
using Chain.Primitives.Crypto;
using Chain.Storage.Files;
using Chain.Types;

namespace Chain.Host.Commands;

/// <summary>chain-node init: makes a home. Only this makes signer state.</summary>
internal static class InitCommand
{
    public static int Run(HomeLayout layout, string genesisFile, string validator, bool json)
    {
        RequireEmpty(layout);
        GenesisDocument genesis = GenesisFile.Read(genesisFile);
        Prepare(layout);
        using PrivateKey nodeKey = KeyFile.Create(layout.NodeKeyFile);
        using PrivateKey consensusKey = KeyFile.Create(layout.ConsensusKeyFile);
        Finish(layout, genesis, consensusKey.GetPublicKey(), ConfigText("127.0.0.1:7000", 7001, 7002, [], validator));
        string id = PeerId.Of(nodeKey.GetPublicKey()).ToString();
        if (json)
        {
            Envelope.Success(new { home = layout.Home, network = genesis.Network, genesisHash = genesis.Hash.ToString(), nodeId = id, consensusKey = consensusKey.GetPublicKey().ToString() });
        }
        else
        {
            Console.Out.WriteLine($"""
                Home       {layout.Home}
                Network    {genesis.Network}, genesis {genesis.Hash}
                Node id    {id}
                Next: look at {layout.ConfigFile}, then chain-node start --home {layout.Home}
                """);
        }
        return ExitCode.Done;
    }

    /// <summary>Refuses a home that holds anything of a node already.</summary>
    public static void RequireEmpty(HomeLayout layout)
    {
        string[] present = [.. ((string[])[layout.ConfigFile, layout.GenesisFile, layout.NodeKeyFile, layout.ConsensusKeyFile, layout.DataFolder]).Where(Path.Exists)];
        if (present.Length > 0)
            throw new HostException(ExitCode.Usage, "HOME_IN_USE", $"{layout.Home} is a node's home already: {present[0]} is there.", "Choose another --home. A validator's home is never made anew over an old one: it could sign twice.");
    }

    public static void Prepare(HomeLayout layout)
    {
        Directory.CreateDirectory(layout.Home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(layout.KeysFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Writes genesis, data and configuration; the configuration last, so that a home that was made half does not start.</summary>
    public static void Finish(HomeLayout layout, GenesisDocument genesis, PublicKey consensusKey, string configText)
    {
        DurableFile.Replace(layout.GenesisFile, Encoding.UTF8.GetBytes(GenesisJsonWriter.Write(genesis)));
        NodeFiles.Create(layout, genesis, consensusKey);
        DurableFile.Replace(layout.ConfigFile, Encoding.UTF8.GetBytes(configText));
    }

    public static string ConfigText(string listen, int grpcPort, int httpPort, IReadOnlyList<string> peers, string validator)
    {
        string peerList = string.Join(", ", peers.Select(peer => $"\"{peer}\""));
        return $$"""
            // Settings of this node. What is left out has its default: chain-node config show --origin lists all.
            {
              "version": 1,
              "network": {
                "listen": "{{listen}}",
                "peers": [{{peerList}}]
              },
              "api": {
                "address": "127.0.0.1",
                "grpcPort": {{grpcPort}},
                "httpPort": {{httpPort}}
              },
              "validator": {
                // The account that registered this validator; empty for a node that only follows.
                "operator": "{{validator}}"
              }
            }

            """;
    }
}
