using System.Text;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Types.Tests.Support;

namespace Chain.Types.Tests.Genesis;

public class DevelopmentGenesisTests
{
    private static readonly GenesisDocument s_genesis = Read();

    [Fact]
    public void The_repositorys_genesis_is_valid_and_its_hash_is_pinned()
    {
        Assert.Equal("chain-dev", s_genesis.Network);
        Assert.Equal("1f2acaf0bd2a16bef6855ec37ef8dcbf22a21959874a064a432e8e39ced8b6fe", s_genesis.Hash.ToString());
    }

    [Fact]
    public void The_file_is_written_as_the_writer_writes() =>
        Assert.Equal(Encoding.UTF8.GetString(RepositoryFile.Read("genesis.json")), GenesisJsonWriter.Write(s_genesis));

    [Fact]
    public void Ten_development_accounts_have_ten_million_coins_each()
    {
        Assert.Equal(10, s_genesis.Accounts.Count);
        Assert.All(s_genesis.Accounts, account => Assert.Equal(10_000_000UL * Amount.GrainsPerCoin, account.Balance.Grains));
        Assert.Equal(101_000_000UL * Amount.GrainsPerCoin, s_genesis.Supply.Grains);
    }

    [Fact]
    public void Its_validators_keys_are_public_knowledge()
    {
        GenesisValidator validator = Assert.Single(s_genesis.Validators);
        Assert.True(PrivateKey.TryCreate(Hashing.Sha256("chain-dev validator 0"u8).Span, out PrivateKey? consensus));
        Assert.True(PrivateKey.TryCreate(Hashing.Sha256("chain-dev operator 0"u8).Span, out PrivateKey? operatorKey));
        Assert.Equal(consensus.GetPublicKey(), validator.ConsensusKey);
        Assert.Equal(Address.OfKey(operatorKey.GetPublicKey()), validator.Operator);
    }

    [Fact]
    public void Dev0_is_the_first_account_of_the_well_known_phrase()
    {
        Assert.True(AddressText.TryParse("chn1u3w3myf6y35ufwepdss6zmtssegjrd8lahvle3r0k93al79muhks74mzwv", "chn", out Address dev0, out _));
        Assert.Contains(s_genesis.Accounts, account => account.Address == dev0);
    }

    [Fact]
    public void What_the_writer_writes_reads_back_as_the_same_document()
    {
        string text = GenesisJsonWriter.Write(s_genesis);
        GenesisDocument? again = GenesisJson.TryRead(Encoding.UTF8.GetBytes(text), out IReadOnlyList<string> problems);
        Assert.Empty(problems);
        Assert.Equal(s_genesis.Hash, again!.Hash);
        Assert.Equal(text, GenesisJsonWriter.Write(again));
    }

    private static GenesisDocument Read()
    {
        GenesisDocument? genesis = GenesisJson.TryRead(RepositoryFile.Read("genesis.json"), out IReadOnlyList<string> problems);
        Assert.Empty(problems);
        return genesis!;
    }
}
