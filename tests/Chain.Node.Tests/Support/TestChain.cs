using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Types;

namespace Chain.Node.Tests.Support;

/// <summary>A genesis with validators and rich accounts whose keys the tests have.</summary>
internal sealed class TestChain
{
    public TestChain(int validators, Func<ChainParameters, ChainParameters>? change = null, int accounts = 16)
    {
        for (int i = 0; i < validators; i++)
        {
            ConsensusKeys.Add(Key(1, i));
            OperatorKeys.Add(Key(2, i));
        }
        for (int i = 0; i < accounts; i++)
            AccountKeys.Add(Key(3, i));
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
            ExpiryWindow = 1_000,
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
        IReadOnlyList<string> problems = GenesisDocument.TryCreate(
            "test", "tst", 1_700_000_000_000, change?.Invoke(parameters) ?? parameters,
            [.. AccountKeys.Concat(OperatorKeys).Select(key => new GenesisAccount(Address.OfKey(key.GetPublicKey()), Amount.FromGrains(1_000_000 * Amount.GrainsPerCoin)))],
            [.. Enumerable.Range(0, validators).Select(Validator)], out GenesisDocument? genesis);
        Assert.Empty(problems);
        Genesis = genesis!;
    }

    public GenesisDocument Genesis { get; }

    public List<PrivateKey> ConsensusKeys { get; } = [];

    public List<PrivateKey> OperatorKeys { get; } = [];

    public List<PrivateKey> AccountKeys { get; } = [];

    public static PrivateKey Key(byte kind, int index)
    {
        byte[] bytes = new byte[32];
        bytes[0] = kind;
        bytes[30] = (byte)(index >> 8);
        bytes[31] = (byte)(index + 1);
        Assert.True(PrivateKey.TryCreate(bytes, out PrivateKey? key));
        return key;
    }

    public Address OperatorOf(int validator) => Address.OfKey(OperatorKeys[validator].GetPublicKey());

    public Address AccountOf(int account) => Address.OfKey(AccountKeys[account].GetPublicKey());

    /// <summary>A signed transfer.</summary>
    public Transaction Transfer(int from, int to, ulong sequence, ulong grains = 1_000, uint lane = 0, ulong maxFee = 5_000, ulong tip = 10, ulong expiry = 900, string memo = "") =>
        Sign(AccountKeys[from], new TransactionAction.Transfer(AccountOf(to), Amount.FromGrains(grains)), sequence, lane, maxFee, tip, expiry, memo);

    public Transaction Sign(
        PrivateKey key, TransactionAction action, ulong sequence, uint lane = 0, ulong maxFee = 5_000, ulong tip = 10, ulong expiry = 900, string memo = "")
    {
        // The limit is part of the bytes that gas is paid for: a first draft tells how many there are.
        Transaction draft = Sign(key, 300_000);
        return Sign(key, action.RunsContract ? 5_000_000 : GasSchedule.Maximum(draft));

        Transaction Sign(PrivateKey signer, ulong gas)
        {
            Assert.Equal(
                Primitives.Encoding.DecodeError.None,
                UnsignedTransaction.TryCreate(Genesis.Hash, lane, sequence, expiry, gas, maxFee, tip, memo, action, out UnsignedTransaction? body));
            return body!.Sign(signer.GetPublicKey(), signer.Sign(body.SigningDigest()));
        }
    }

    private GenesisValidator Validator(int index) => new(
        OperatorOf(index), ConsensusKeys[index].GetPublicKey(), ConsensusKeys[index].Sign(TransactionAction.PossessionDigest(default, OperatorOf(index))),
        Amount.FromGrains(1_000 * Amount.GrainsPerCoin));
}
