using Chain.Wallet.Home;
using Chain.Wallet.Names;

namespace Chain.Wallet.Tests.Names;

public class AddressBookTests
{
    private static readonly string s_address = Make.Network.Format(Make.Address(1));

    [Fact]
    public void Added_names_are_kept_sorted_and_removed_ones_are_gone()
    {
        using var directory = new TemporaryDirectory();
        WalletHome home = Make.Home(directory);
        new AddressBook(home).Add(new BookEntry("zoe", s_address), overwrite: false);
        new AddressBook(home).Add(new BookEntry("ann", s_address), overwrite: false);
        Assert.Equal(["ann", "zoe"], new AddressBook(home).Load().Select(static entry => entry.Name));
        Assert.True(new AddressBook(home).Remove("zoe"));
        Assert.False(new AddressBook(home).Remove("zoe"));
        Assert.Single(new AddressBook(home).Load());
    }

    [Fact]
    public void Looking_creates_nothing()
    {
        using var directory = new TemporaryDirectory();
        WalletHome home = Make.Home(directory);
        Assert.Empty(new AddressBook(home).Load());
        Assert.False(new AddressBook(home).Remove("nobody"));
        Assert.False(Directory.Exists(home.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ann")]
    [InlineData("../x")]
    [InlineData("a b")]
    [InlineData("dev3")]
    [InlineData("-a")]
    [InlineData("аnn")]
    [InlineData("a-name-that-is-longer-than-any-name-may-be")]
    public void Unfit_names_are_refused(string name)
    {
        using var directory = new TemporaryDirectory();
        Assert.Throws<WalletException>(() => new AddressBook(Make.Home(directory)).Add(new BookEntry(name, s_address), overwrite: false));
    }

    [Fact]
    public void A_taken_name_is_refused()
    {
        using var directory = new TemporaryDirectory();
        var book = new AddressBook(Make.Home(directory));
        book.Add(new BookEntry("ann", s_address), overwrite: false);
        WalletException refused = Assert.Throws<WalletException>(() => book.Add(new BookEntry("ann", Make.Network.Format(Make.Address(2))), overwrite: false));
        Assert.Equal("name-taken", refused.Problem.Code);
    }

    [Fact]
    public void Names_added_at_once_are_all_kept()
    {
        using var directory = new TemporaryDirectory();
        WalletHome home = Make.Home(directory);
        Parallel.For(0, 30, i => new AddressBook(home).Add(new BookEntry($"name{i}", s_address), overwrite: false));
        Assert.Equal(30, new AddressBook(home).Load().Count);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_and_never_half_read()
    {
        using var directory = new TemporaryDirectory();
        WalletHome home = Make.Home(directory);
        new AddressBook(home).Add(new BookEntry("ann", s_address), overwrite: false);
        byte[] whole = File.ReadAllBytes(home.Book);
        for (int length = 0; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(home.Book, whole[..length]);
            Assert.Equal("book-file", Assert.Throws<WalletException>(() => new AddressBook(home).Load()).Problem.Code);
        }
    }
}
