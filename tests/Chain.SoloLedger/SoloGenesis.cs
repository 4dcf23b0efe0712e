using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.SoloLedger;

/// <summary>A genesis document for tests: accounts 0 to 9 hold a thousand coins each; validators have the keys from 100 on.</summary>
public static class SoloGenesis
{
    /// <summary>The first validator's number: its operator's key is <c>SoloKeys.Key(100)</c>, its consensus key <c>SoloKeys.Key(200)</c>.</summary>
    public const int FirstOperator = 100;

    /// <summary>The number of the first consensus key.</summary>
    public const int FirstConsensusKey = 200;

    /// <summary>A chain with so many validators of ten coins each.</summary>
    public static GenesisDocument Create(int validators = 1, string network = "chain-solo", ulong expiryWindow = 1000)
    {
        var parameters = new ChainParameters
        {
            BlockIntervalMs = 400,
            HeartbeatMs = 10_000,
            ProposeTimeoutMs = 1_000,
            ProposeTimeoutDeltaMs = 500,
            VoteTimeoutMs = 500,
            VoteTimeoutDeltaMs = 250,
            PrecisionMs = 500,
            MessageDelayMs = 2_000,
            ExpiryWindow = expiryWindow,
            BlockGasMax = 200_000_000,
            BlockBytesMax = 4 * 1024 * 1024,
            BlockTransactionsMax = 12_000,
            BaseFeeMin = 1_000,
            ValidatorsMax = 100,
            StakeMin = Amount.FromGrains(Amount.GrainsPerCoin),
            UnbondingMs = 60_000,
            UnbondingBlocks = 100,
            EvidenceMs = 30_000,
            EvidenceBlocks = 50,
        };
        GenesisAccount[] accounts =
        [
            .. Enumerable.Range(0, 10).Select(n => new GenesisAccount(SoloKeys.Account(n), Amount.FromGrains(1_000 * Amount.GrainsPerCoin))),
            .. Enumerable.Range(0, validators).Select(n => new GenesisAccount(SoloKeys.Account(FirstOperator + n), Amount.FromGrains(100 * Amount.GrainsPerCoin))),
        ];
        IReadOnlyList<string> problems = GenesisDocument.TryCreate(
            network, "chn", 1_700_000_000_000, parameters, accounts, [.. Enumerable.Range(0, validators).Select(Validator)], out GenesisDocument? genesis);
        Invariant.Holds(genesis is not null, string.Join("; ", problems));
        return genesis;
    }

    private static GenesisValidator Validator(int n)
    {
        Address operatorAddress = SoloKeys.Account(FirstOperator + n);
        PrivateKey key = SoloKeys.Key(FirstConsensusKey + n);
        Signature possession = key.Sign(TransactionAction.PossessionDigest(default, operatorAddress));
        return new GenesisValidator(operatorAddress, key.GetPublicKey(), possession, Amount.FromGrains(10 * Amount.GrainsPerCoin));
    }
}
