using System.Text;
using Chain.Types;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Tests.Sending;

public class TransactionFileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_is_read(bool isSigned)
    {
        Transaction signed = Make.Signed();
        byte[] content = new TransactionFile("chain-dev", Make.Sender, signed.Body, isSigned ? signed : null).Encode(Make.Network);
        Assert.Null(TransactionFile.TryDecode(content, out TransactionFile? file));
        Assert.Equal(signed.Body.Encode(), file!.Body.Encode());
        Assert.Equal(isSigned ? signed.Id : null, file.Signed?.Id);
    }

    [Fact]
    public void A_file_that_shows_one_thing_and_holds_another_is_refused()
    {
        string good = Encoding.UTF8.GetString(new TransactionFile("chain-dev", Make.Sender, Make.Body(), Make.Signed()).Encode(Make.Network));
        string other = Make.Network.Format(Make.Address(3));
        string from = Make.Network.Format(Primitives.Address.OfKey(Make.Sender));
        Assert.Null(Problem(good));
        Assert.Contains("from", Problem(good.Replace(from, other, StringComparison.Ordinal)));
        Assert.Contains("genesisHash", Problem(good.Replace("\"genesisHash\": \"07", "\"genesisHash\": \"08", StringComparison.Ordinal)));
        string body = Convert.ToHexStringLower(Make.Body().Encode());
        string otherBody = Convert.ToHexStringLower(Make.Body(amount: 6).Encode());
        Assert.Contains("not the body", Problem(good.Replace($"\"body\": \"{body}", $"\"body\": \"{otherBody}", StringComparison.Ordinal)));
        Assert.Contains("publicKey", Problem(good.Replace(Make.Sender.ToString(), Make.PublicKeyOf(1).ToString(), StringComparison.Ordinal)));
        Assert.Contains("belongs here", Problem(good.Replace("\"network\"", "\"extra\": 1,\n \"network\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] good = new TransactionFile("chain-dev", Make.Sender, Make.Body(), Make.Signed()).Encode(Make.Network);
        for (int length = 0; length < good.Length - 2; length += 7)
            Assert.NotNull(TransactionFile.TryDecode(good.AsSpan(0, length), out _));
    }

    private static string? Problem(string content) => TransactionFile.TryDecode(Encoding.UTF8.GetBytes(content), out _);
}
