using System.Text;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Wallet.Files;
using Chain.Wallet.Keys;
using Chain.Wallet.Keystore;

namespace Chain.Wallet.Tests.Keystore;

public sealed class KeyStoreDirectoryTests : IDisposable
{
    private const ulong CheapN = 1 << 10;

    private readonly TemporaryDirectory _home = new();
    private readonly PrivateKey _key = KeyTests.Key(new string('7', 64));
    private readonly PrivateKey _otherKey = KeyTests.Key(new string('6', 64));
    private readonly Password _password = KeyTests.Password("canary password");
    private readonly Password _otherPassword = KeyTests.Password("another canary");
    private readonly KeyStoreDirectory _store;

    public KeyStoreDirectoryTests() => _store = new(Folder, CheapN);

    private string Folder => _home.File("keys");

    public void Dispose()
    {
        _home.Dispose();
        _key.Dispose();
        _otherKey.Dispose();
        _password.Dispose();
        _otherPassword.Dispose();
    }

    [Fact]
    public void An_empty_store_lists_nothing_and_creates_nothing()
    {
        Assert.Empty(_store.List().Keys);
        Assert.Empty(_store.List().Problems);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public void A_stored_key_is_listed_and_opens_with_its_password_only()
    {
        KeyEntry entry = _store.Add("alice", _key, _password, DerivationPath.ForAccount(1));
        Assert.Equal("alice", entry.Name);
        Assert.Equal(Address.OfKey(_key.GetPublicKey()), entry.Address);
        Assert.Equal("m/44'/1'/0'/0/1", entry.Path!.ToString());
        Assert.Equal(entry.PublicKey, Assert.Single(_store.List().Keys).PublicKey);
        using PrivateKey opened = _store.Unlock("alice", _password);
        Assert.Equal(_key.GetPublicKey(), opened.GetPublicKey());
        Refused("password-wrong", ProblemKind.Key, () => _store.Unlock("alice", _otherPassword));
    }

    [Fact]
    public void Keys_are_listed_by_name()
    {
        _store.Add("bob", _key, _password);
        _store.Add("alice", _otherKey, _password);
        Assert.Equal(["alice", "bob"], _store.List().Keys.Select(k => k.Name));
    }

    [Fact]
    public void Files_and_folder_are_for_the_owner_alone()
    {
        Assert.False(_store.Add("alice", _key, _password).IsReadableByOthers);
        Assert.Equal(DurableFile.PrivateDirectory, File.GetUnixFileMode(Folder));
        Assert.Equal(DurableFile.PrivateFile, File.GetUnixFileMode(Path.Combine(Folder, "alice.json")));
        File.SetUnixFileMode(Path.Combine(Folder, "alice.json"), DurableFile.PrivateFile | UnixFileMode.OtherRead);
        Assert.True(_store.Find("alice").IsReadableByOthers);
    }

    [Fact]
    public void A_name_or_a_key_is_stored_once()
    {
        _store.Add("alice", _key, _password);
        Refused("key-exists", ProblemKind.Usage, () => _store.Add("alice", _otherKey, _password));
        Refused("key-known", ProblemKind.Usage, () => _store.Add("bob", _key, _password));
        Assert.Single(_store.List().Keys);
    }

    [Fact]
    public void No_key_is_stored_under_an_empty_password()
    {
        using Password empty = KeyTests.Password("\t");
        Refused("password-empty", ProblemKind.Key, () => _store.Add("alice", _key, empty));
        _store.Add("alice", _key, _password);
        Refused("password-empty", ProblemKind.Key, () => _store.ChangePassword("alice", _password, empty));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../alice")]
    [InlineData("a/b")]
    [InlineData("/etc/passwd")]
    [InlineData("Alice")]
    [InlineData("1alice")]
    [InlineData("-alice")]
    [InlineData("ali ce")]
    [InlineData("alice.json")]
    [InlineData("alice\n")]
    [InlineData("alice\0")]
    [InlineData("\u0430lice")]
    [InlineData("dev0")]
    [InlineData("dev9")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Names_that_are_not_one_plain_word_are_refused_everywhere(string name)
    {
        _store.Add("alice", _key, _password);
        Refused("key-name", ProblemKind.Usage, () => _store.Add(name, _otherKey, _password));
        Refused("key-name", ProblemKind.Usage, () => _store.Rename("alice", name));
        Refused("key-not-found", ProblemKind.NotFound, () => _store.Find(name));
        Refused("key-not-found", ProblemKind.NotFound, () => _store.Unlock(name, _password));
        Refused("key-not-found", ProblemKind.NotFound, () => _store.Delete(name));
        Refused("key-not-found", ProblemKind.NotFound, () => _store.Export(name));
        Refused("key-not-found", ProblemKind.NotFound, () => _store.Rename(name, "bob"));
        Assert.Equal(["alice"], _store.List().Keys.Select(k => k.Name));
    }

    [Fact]
    public void A_renamed_key_has_its_new_name_only()
    {
        _store.Add("alice", _key, _password);
        _store.Add("bob", _otherKey, _password);
        Refused("key-exists", ProblemKind.Usage, () => _store.Rename("alice", "bob"));
        Refused("key-exists", ProblemKind.Usage, () => _store.Rename("alice", "alice"));
        _store.Rename("alice", "carol");
        Assert.Equal(["bob", "carol"], _store.List().Keys.Select(k => k.Name));
        _store.Unlock("carol", _password).Dispose();
    }

    [Fact]
    public void A_deleted_key_is_gone()
    {
        _store.Add("alice", _key, _password);
        _store.Delete("alice");
        Refused("key-not-found", ProblemKind.NotFound, () => _store.Delete("alice"));
        Assert.Empty(_store.List().Keys);
    }

    [Fact]
    public void A_changed_password_is_the_only_one_that_opens()
    {
        _store.Add("alice", _key, _password, DerivationPath.ForAccount(2));
        Refused("password-wrong", ProblemKind.Key, () => _store.ChangePassword("alice", _otherPassword, _otherPassword));
        _store.ChangePassword("alice", _password, _otherPassword);
        Refused("password-wrong", ProblemKind.Key, () => _store.Unlock("alice", _password));
        _store.Unlock("alice", _otherPassword).Dispose();
        Assert.Equal("m/44'/1'/0'/0/2", _store.Find("alice").Path!.ToString());
    }

    [Fact]
    public void An_exported_key_is_imported_elsewhere_under_a_new_password()
    {
        _store.Add("alice", _key, _password, DerivationPath.ForAccount(2));
        byte[] exported = _store.Export("alice");
        var elsewhere = new KeyStoreDirectory(_home.File("elsewhere"), CheapN);
        Refused("password-wrong", ProblemKind.Key, () => elsewhere.Import("copy", exported, _otherPassword, _otherPassword));
        Assert.Empty(elsewhere.List().Keys);
        KeyEntry copy = elsewhere.Import("copy", exported, _password, _otherPassword);
        Assert.Equal(_key.GetPublicKey(), copy.PublicKey);
        Assert.Equal("m/44'/1'/0'/0/2", copy.Path!.ToString());
        elsewhere.Unlock("copy", _otherPassword).Dispose();
    }

    [Fact]
    public void Damaged_files_are_listed_as_problems_and_hide_no_other_key()
    {
        _store.Add("alice", _key, _password);
        _store.Add("bob", _otherKey, _password);
        File.WriteAllText(Path.Combine(Folder, "alice.json"), "");
        File.WriteAllText(Path.Combine(Folder, "notes.txt"), "not a key");
        File.WriteAllText(Path.Combine(Folder, "Upper.json"), "not a name");
        KeyListing listing = _store.List();
        Assert.Equal(["bob"], listing.Keys.Select(k => k.Name));
        WalletProblem problem = Assert.Single(listing.Problems);
        Assert.Equal("key-file", problem.Code);
        Assert.Contains("alice.json", problem.Message, StringComparison.Ordinal);
        Refused("key-file", ProblemKind.Key, () => _store.Unlock("alice", _password));
    }

    [Fact]
    public void Files_too_large_links_and_folders_are_not_keys()
    {
        _store.Add("alice", _key, _password);
        File.WriteAllBytes(Path.Combine(Folder, "large.json"), new byte[KeyFile.BytesMax + 1]);
        File.CreateSymbolicLink(Path.Combine(Folder, "link.json"), Path.Combine(Folder, "alice.json"));
        File.CreateSymbolicLink(Path.Combine(Folder, "dead.json"), Path.Combine(Folder, "nothing"));
        Directory.CreateDirectory(Path.Combine(Folder, "folder.json"));
        Refused("key-file", ProblemKind.Key, () => _store.Find("large"));
        Refused("key-file-link", ProblemKind.Key, () => _store.Find("link"));
        Refused("key-file-link", ProblemKind.Key, () => _store.Find("dead"));
        Refused("key-exists", ProblemKind.Usage, () => _store.Add("dead", _otherKey, _password));
        Refused("key-exists", ProblemKind.Usage, () => _store.Add("folder", _otherKey, _password));
        Assert.Equal(["alice"], _store.List().Keys.Select(k => k.Name));
    }

    [Fact]
    public void A_web3_file_in_the_folder_has_to_be_imported()
    {
        _store.Add("alice", _key, _password);
        File.WriteAllText(Path.Combine(Folder, "foreign.json"), """{"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},"ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2","kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256","salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},"mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},"id":"../../../x","version":3}""");
        Refused("key-file", ProblemKind.Key, () => _store.Find("foreign"));
        using Password published = KeyTests.Password("testpassword");
        KeyEntry imported = _store.Import("imported", _store.Export("foreign"), published, _password);
        using PrivateKey expected = KeyTests.Key("7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d");
        Assert.Equal(expected.GetPublicKey(), imported.PublicKey);
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        _store.Add("alice", _key, _password);
        byte[] before = _store.Export("alice");
        Directory.CreateDirectory(Path.Combine(Folder, "bob.json"));
        Refused("key-exists", ProblemKind.Usage, () => _store.Add("bob", _otherKey, _password));
        Assert.Equal(before, _store.Export("alice"));
        Assert.Equal([".lock", "alice.json"], Directory.GetFiles(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Many_writers_at_once_lose_nothing()
    {
        Parallel.For(0, 24, i =>
        {
            // Stores of their own, as separate processes have.
            var store = new KeyStoreDirectory(Folder, CheapN);
            using PrivateKey key = KeyTests.Key((i + 1).ToString("x64", System.Globalization.CultureInfo.InvariantCulture));
            store.Add($"key{i}", key, _password);
            store.ChangePassword($"key{i}", _password, _otherPassword);
            Assert.Empty(store.List().Problems);
            store.Rename($"key{i}", $"renamed{i}");
        });
        KeyListing listing = _store.List();
        Assert.Empty(listing.Problems);
        Assert.Equal(24, listing.Keys.Count);
        Assert.Equal(25, Directory.GetFiles(Folder).Length);
        _store.Unlock("renamed23", _otherPassword).Dispose();
    }

    [Fact]
    public void One_name_wanted_by_many_is_given_to_one()
    {
        int added = 0;
        Parallel.For(0, 12, i =>
        {
            using PrivateKey key = KeyTests.Key((i + 1).ToString("x64", System.Globalization.CultureInfo.InvariantCulture));
            try
            {
                new KeyStoreDirectory(Folder, CheapN).Add("wanted", key, _password);
                Interlocked.Increment(ref added);
            }
            catch (WalletException e)
            {
                Assert.Equal("key-exists", e.Problem.Code);
            }
        });
        Assert.Equal(1, added);
    }

    [Fact]
    public void No_refusal_shows_a_key_or_a_password()
    {
        _store.Add("alice", _key, _password);
        var texts = new List<string>();
        foreach (Action action in (Action[])
        [
            () => _store.Unlock("alice", _otherPassword),
            () => _store.Add("alice", _otherKey, _password),
            () => _store.Add("bob", _key, _password),
            () => _store.Import("bob", "canary 7777777777777777"u8, _password, _password),
            () => _store.Import("bob", "{\"canary\":\"7777777777777777\",\"canary\":1}"u8, _password, _password),
            () => _store.Find("canary"),
        ])
            texts.Add(Assert.Throws<WalletException>(action).ToString());
        texts.Add(Encoding.UTF8.GetString(_store.Export("alice")));
        texts.Add(_store.Find("alice").ToString());
        Assert.All(texts, text =>
        {
            Assert.DoesNotContain("7777777777777777", text, StringComparison.Ordinal);
            Assert.DoesNotContain("canary password", text, StringComparison.Ordinal);
            Assert.DoesNotContain("another canary", text, StringComparison.Ordinal);
        });
    }

    private static void Refused(string code, ProblemKind kind, Action action)
    {
        WalletProblem problem = Assert.Throws<WalletException>(action).Problem;
        Assert.Equal((code, kind), (problem.Code, problem.Kind));
    }
}
