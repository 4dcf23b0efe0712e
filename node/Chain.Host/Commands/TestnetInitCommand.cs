using System.Globalization;
using Chain.Host.Keys;
using Chain.Host.Output;
using Chain.Host.Running;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types;

namespace Chain.Host.Commands;

/// <summary>chain-node testnet-init: homes for N validators of a new development network, each with keys of its own, and one genesis for all.</summary>
/// <remarks>Network name, prefix, parameters and accounts come from a template, the repository's genesis.json: parameters of a chain are never made up by code.</remarks>
internal static class TestnetInitCommand
{
    private static readonly Amount SelfStake = Amount.FromGrains(1_000_000 * Amount.GrainsPerCoin);
    private static readonly Amount OperatorBalance = Amount.FromGrains(1_000 * Amount.GrainsPerCoin);

    public static int Run(string home, int validators, int basePort, string? template, bool json)
    {
        string templateFile = template ?? (Environment.GetEnvironmentVariable("CHAIN_ROOT") is { Length: > 0 } root
            ? Path.Combine(root, "genesis.json")
            : throw new HostException(ExitCode.Usage, "NO_TEMPLATE", "No genesis was named to take parameters from.", "Add --template genesis.json"));
        GenesisDocument source = GenesisFile.Read(templateFile);
        HomeLayout[] layouts = [.. Enumerable.Range(0, validators).Select(i => new HomeLayout(Path.Combine(home, $"node{i}")))];
        foreach (HomeLayout layout in layouts)
            InitCommand.RequireEmpty(layout);
        Member[] members = [.. layouts.Select(MakeKeys)];
        GenesisDocument genesis = Genesis(source, members);
        string[] listens = [.. Enumerable.Range(0, validators).Select(i => $"127.0.0.1:{(basePort + (10 * i)).ToString(CultureInfo.InvariantCulture)}")];
        for (int i = 0; i < validators; i++)
        {
            int port = basePort + (10 * i);
            string[] peers = [.. listens.Where((_, other) => other != i)];
            string operatorText = AddressText.Format(members[i].Operator, genesis.AddressPrefix);
            InitCommand.Finish(layouts[i], genesis, members[i].ConsensusKey, InitCommand.ConfigText(listens[i], port + 1, port + 2, peers, operatorText));
        }
        if (json)
            Envelope.Success(new { home, network = genesis.Network, genesisHash = genesis.Hash.ToString(), validators });
        else
            Console.Out.WriteLine($"{validators} homes of network {genesis.Network} in {home}, genesis {genesis.Hash}");
        return ExitCode.Done;
    }

    private sealed record Member(Address Operator, PublicKey ConsensusKey, Signature Possession);

    private static Member MakeKeys(HomeLayout layout)
    {
        InitCommand.Prepare(layout);
        using PrivateKey node = KeyFile.Create(layout.NodeKeyFile);
        using PrivateKey consensus = KeyFile.Create(layout.ConsensusKeyFile);
        using PrivateKey owner = KeyFile.Create(layout.OperatorKeyFile);
        Address operatorAddress = Address.OfKey(owner.GetPublicKey());
        return new Member(operatorAddress, consensus.GetPublicKey(), consensus.Sign(TransactionAction.PossessionDigest(default, operatorAddress)));
    }

    private static GenesisDocument Genesis(GenesisDocument source, Member[] members)
    {
        IEnumerable<GenesisAccount> accounts = [.. source.Accounts, .. members.Select(member => new GenesisAccount(member.Operator, OperatorBalance))];
        IEnumerable<GenesisValidator> validators = members.Select(member => new GenesisValidator(member.Operator, member.ConsensusKey, member.Possession, SelfStake));
        ulong now = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        IReadOnlyList<string> problems = GenesisDocument.TryCreate(source.Network, source.AddressPrefix, now, source.Parameters, accounts, validators, out GenesisDocument? genesis);
        return genesis ?? throw new HostException(ExitCode.Usage, "GENESIS", $"The genesis is not valid: {string.Join("; ", problems)}.", "Correct the template.");
    }
}
