using Chain.Primitives;
using Chain.Primitives.Crypto;

namespace Chain.Types.Tests.Support;

/// <summary>Genesis documents for tests. Validator v has operator key 1000 + v and consensus key 2000 + v; accounts are keys 0, 1, 2 …</summary>
public static class TestGenesis
{
    public const ulong TimeMs = 1_700_000_000_000;

    public static ChainParameters Parameters { get; } = new()
    {
        BlockIntervalMs = 400,
        HeartbeatMs = 10_000,
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
        BaseFeeMin = 1_000,
        ValidatorsMax = 100,
        StakeMin = Amount.FromGrains(Amount.GrainsPerCoin),
        UnbondingMs = 60_000,
        UnbondingBlocks = 10,
        EvidenceMs = 30_000,
        EvidenceBlocks = 5,
    };

    public static Address Operator(int validator) => TestKeys.Address(1000 + validator);

    public static PublicKey ConsensusKey(int validator) => TestKeys.Public(2000 + validator);

    public static PrivateKey ConsensusPrivate(int validator) => TestKeys.Private(2000 + validator);

    public static GenesisValidator Validator(int validator, ulong coins) => new(
        Operator(validator), ConsensusKey(validator),
        ConsensusPrivate(validator).Sign(TransactionAction.PossessionDigest(default, Operator(validator))),
        Coins(coins));

    public static Amount Coins(ulong coins) => Amount.FromGrains(coins * Amount.GrainsPerCoin);

    /// <summary>A chain with validators of these stakes in coins, and accounts with this balance each.</summary>
    public static GenesisDocument Create(
        IReadOnlyList<ulong> stakes, int accounts = 4, ulong balanceCoins = 1_000, ChainParameters? parameters = null, string network = "chain-test")
    {
        IReadOnlyList<string> problems = GenesisDocument.TryCreate(
            network, "chn", TimeMs, parameters ?? Parameters,
            Enumerable.Range(0, accounts).Select(i => new GenesisAccount(TestKeys.Address(i), Coins(balanceCoins))),
            stakes.Select((stake, i) => Validator(i, stake)),
            out GenesisDocument? document);
        Invariant.Holds(document is not null, string.Join("; ", problems));
        return document;
    }
}
