using System.Security.Cryptography;
using System.Text;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Dapp.Testing;

/// <summary>The chain that tests and the development node begin with: dev0 to dev9 with a million coins each, and one validator.</summary>
internal static class DevelopmentGenesis
{
    public const string Prefix = "chn";
    public const ulong CoinsOfEach = 1_000_000;

    /// <summary>Grains per million gas.</summary>
    public const ulong BaseFeeMin = 1_000;

    /// <summary>The genesis of a network of this name.</summary>
    public static GenesisDocument Create(string network, IEnumerable<Address> accounts, ulong timeMs)
    {
        using PrivateKey operatorKey = Key("chain-dev operator 0");
        using PrivateKey consensusKey = ConsensusKey();
        Address operatorAddress = Address.OfKey(operatorKey.GetPublicKey());
        Signature possession = consensusKey.Sign(TransactionAction.PossessionDigest(default, operatorAddress));
        IReadOnlyList<string> problems = GenesisDocument.TryCreate(
            network, Prefix, timeMs, Parameters(),
            [.. accounts.Select(account => new GenesisAccount(account, Coins(CoinsOfEach)))],
            [new GenesisValidator(operatorAddress, consensusKey.GetPublicKey(), possession, Coins(CoinsOfEach))],
            out GenesisDocument? genesis);
        Invariant.Holds(genesis is not null, string.Join("; ", problems));
        return genesis;
    }

    /// <summary>The key of the one validator; public, as all keys of such a chain.</summary>
    public static PrivateKey ConsensusKey() => Key("chain-dev validator 0");

    private static PrivateKey Key(string label)
    {
        bool isKey = PrivateKey.TryCreate(SHA256.HashData(Encoding.ASCII.GetBytes(label)), out PrivateKey? key);
        Invariant.Holds(isKey, "the labels are chosen so");
        return key!;
    }

    // Those of the development network in genesis.json, but for the window of expiry: a node whose blocks come on demand should forget nothing too early.
    private static ChainParameters Parameters() => new()
    {
        BlockIntervalMs = 400,
        HeartbeatMs = 2_000,
        ProposeTimeoutMs = 1_000,
        ProposeTimeoutDeltaMs = 500,
        VoteTimeoutMs = 500,
        VoteTimeoutDeltaMs = 250,
        PrecisionMs = 500,
        MessageDelayMs = 2_000,
        ExpiryWindow = 1_000,
        BlockGasMax = 200_000_000,
        BlockBytesMax = 4 * 1024 * 1024,
        BlockTransactionsMax = 12_000,
        BaseFeeMin = BaseFeeMin,
        ValidatorsMax = 100,
        StakeMin = Coins(1),
        UnbondingMs = 60_000,
        UnbondingBlocks = 100,
        EvidenceMs = 30_000,
        EvidenceBlocks = 50,
    };

    private static Amount Coins(ulong count) => Amount.FromGrains(count * Amount.GrainsPerCoin);
}
