using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>What a chain starts from. Its hash names the chain, is signed in every transaction and vote, and is the parent of block 1.</summary>
public sealed class GenesisDocument
{
    /// <summary>Bytes of the longest note.</summary>
    public const int NoteBytesMax = 1024;

    private GenesisDocument(
        string network, string addressPrefix, ulong timeMs, ChainParameters parameters,
        IReadOnlyList<GenesisAccount> accounts, IReadOnlyList<GenesisValidator> validators, string note)
    {
        Note = note;
        Network = network;
        AddressPrefix = addressPrefix;
        TimeMs = timeMs;
        Parameters = parameters;
        Accounts = accounts;
        Validators = validators;
        Hash = Hashing.Tagged(DomainTag.Genesis, Encode());
    }

    /// <summary>The network's name: lower-case letters, digits and hyphens.</summary>
    public string Network { get; }

    /// <summary>The human-readable part of addresses: lower-case letters.</summary>
    public string AddressPrefix { get; }

    /// <summary>Milliseconds since 1970; no block is older.</summary>
    public ulong TimeMs { get; }

    /// <summary>The chain's parameters.</summary>
    public ChainParameters Parameters { get; }

    /// <summary>Accounts sorted by address, none twice.</summary>
    public IReadOnlyList<GenesisAccount> Accounts { get; }

    /// <summary>Validators sorted by operator, none twice.</summary>
    public IReadOnlyList<GenesisValidator> Validators { get; }

    /// <summary>Text for people who read the document. Part of the hash, like everything else.</summary>
    public string Note { get; }

    /// <summary>H("chain.genesis", canonical bytes).</summary>
    public Hash256 Hash { get; }

    /// <summary>The sum of balances and stakes.</summary>
    public Amount Supply { get; private set; }

    /// <summary>The validators of height 1, with priorities of zero; a validator's power is its self-stake in whole coins.</summary>
    public ValidatorSet FirstValidators()
    {
        var set = ValidatorSet.TryCreate(Validators.Select(static v => new Validator(v.Operator, v.ConsensusKey, v.SelfStake.Grains / Amount.GrainsPerCoin)));
        Invariant.Holds(set is not null, "a genesis document's validators form a set");
        return set;
    }

    /// <summary>Checks everything and sorts; the problems, each a sentence that names the place, or a document.</summary>
    public static IReadOnlyList<string> TryCreate(
        string network, string addressPrefix, ulong timeMs, ChainParameters parameters,
        IEnumerable<GenesisAccount> accounts, IEnumerable<GenesisValidator> validators, out GenesisDocument? document, string note = "")
    {
        document = null;
        var problems = new List<string>(parameters.Problems());
        if (network.Length is 0 or > ProtocolLimits.NetworkNameBytesMax || !network.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            problems.Add($"network must have 1 to {ProtocolLimits.NetworkNameBytesMax} lower-case letters, digits or hyphens");
        if (addressPrefix.Length is 0 or > 16 || !addressPrefix.All(char.IsAsciiLetterLower))
            problems.Add("addressPrefix must have 1 to 16 lower-case letters");
        if (timeMs is 0 or > ProtocolLimits.TimeMsMax)
            problems.Add("time is out of range");
        if (!WellFormedText.IsWellFormed(note) || System.Text.Encoding.UTF8.GetByteCount(note) > NoteBytesMax)
            problems.Add($"note must be text of at most {NoteBytesMax} bytes");
        GenesisAccount[] sortedAccounts = [.. accounts.OrderBy(static account => account.Address)];
        GenesisValidator[] sortedValidators = [.. validators.OrderBy(static validator => validator.Operator)];
        CheckAccounts(sortedAccounts, problems);
        CheckValidators(sortedValidators, parameters, problems);
        UInt128 supply = 0;
        foreach (GenesisAccount account in sortedAccounts)
            supply += account.Balance.Grains;
        foreach (GenesisValidator validator in sortedValidators)
            supply += validator.SelfStake.Grains;
        if (supply > Amount.MaxSupply)
            problems.Add($"balances and stakes sum to {supply} grains, more than the largest supply of {Amount.MaxSupply}");
        if (problems.Count == 0)
            document = new GenesisDocument(network, addressPrefix, timeMs, parameters, sortedAccounts, sortedValidators, note) { Supply = Amount.FromGrains((ulong)supply) };
        return problems;
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode()
    {
        var writer = new WireWriter(4096);
        writer.UInt64(1, ProtocolLimits.Version);
        writer.Text(2, Network);
        writer.Text(3, AddressPrefix);
        writer.UInt64(4, TimeMs);
        writer.Item(5, Parameters.Encode());
        var item = new WireWriter(256);
        foreach (GenesisAccount account in Accounts)
        {
            item.Clear();
            item.Address(1, account.Address);
            item.UInt64(2, account.Balance.Grains);
            writer.Item(6, item.Written);
        }
        foreach (GenesisValidator validator in Validators)
        {
            item.Clear();
            item.Address(1, validator.Operator);
            item.PublicKey(2, validator.ConsensusKey);
            item.Signature(3, validator.Possession);
            item.UInt64(4, validator.SelfStake.Grains);
            writer.Item(7, item.Written);
        }
        writer.Text(8, Note);
        return writer.ToArray();
    }

    private static void CheckAccounts(GenesisAccount[] accounts, List<string> problems)
    {
        for (int i = 0; i < accounts.Length; i++)
        {
            if (accounts[i].Address.IsZero)
                problems.Add("an account has the zero address, which nobody owns");
            if (i > 0 && accounts[i].Address == accounts[i - 1].Address)
                problems.Add($"account {accounts[i].Address} is there twice");
        }
    }

    private static void CheckValidators(GenesisValidator[] validators, ChainParameters parameters, List<string> problems)
    {
        if (validators.Length == 0 || (ulong)validators.Length > parameters.ValidatorsMax)
            problems.Add($"there are {validators.Length} validators, allowed is 1 to validatorsMax ({parameters.ValidatorsMax})");
        var keys = new HashSet<PublicKey>();
        for (int i = 0; i < validators.Length; i++)
        {
            GenesisValidator validator = validators[i];
            if (validator.Operator.IsZero)
                problems.Add("a validator has the zero address, which nobody owns");
            if (i > 0 && validator.Operator == validators[i - 1].Operator)
                problems.Add($"validator {validator.Operator} is there twice");
            if (!keys.Add(validator.ConsensusKey))
                problems.Add($"validator {validator.Operator} has the consensus key of another one");
            if (validator.SelfStake < parameters.StakeMin)
                problems.Add($"validator {validator.Operator} has less than stakeMin");
            if (!Secp256k1.Verify(validator.ConsensusKey, TransactionAction.PossessionDigest(default, validator.Operator), validator.Possession))
                problems.Add($"validator {validator.Operator} does not prove that it has its consensus key: the possession signature is wrong");
        }
    }
}
