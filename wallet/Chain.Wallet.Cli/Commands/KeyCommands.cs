using System.CommandLine;
using System.Text;
using System.Text.Json;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Keys;
using Chain.Wallet.Keystore;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet key …: the keys of this wallet.</summary>
internal static class KeyCommands
{
    private static readonly Argument<string> s_name = new("name") { Description = "The key's name: small letters, digits, hyphens, underscores." };
    private static readonly Argument<string> s_newName = new("new-name") { Description = "The name it gets." };
    private static readonly Option<int> s_words = new("--words") { Description = "Words of the recovery phrase: 12, 15, 18, 21 or 24.", HelpName = "N", DefaultValueFactory = static _ => 24 };
    private static readonly Option<uint> s_index = new("--index") { Description = "Which account of the phrase: the last step of m/44'/1'/0'/0/N.", HelpName = "N" };
    private static readonly Option<string?> s_phraseFile = new("--phrase-file") { Description = "Read the recovery phrase from a file of mode 0600, or - for standard input.", HelpName = "FILE" };
    private static readonly Option<string?> s_keystore = new("--keystore") { Description = "Import a keystore file (ERC-2335, or Web3 version 3).", HelpName = "FILE" };
    private static readonly Option<string?> s_nodeKey = new("--node-key") { Description = "Import a key from a node's home, such as keys/operator.key.", HelpName = "FILE" };
    private static readonly Option<string?> s_newPasswordFile = new("--new-password-file") { Description = "Read the new password from a file of mode 0600.", HelpName = "FILE" };
    private static readonly Option<string?> s_out = new("--out") { Description = "Write to this file, which must not exist.", HelpName = "FILE" };

    public static Command Build() => new("key", "The keys of this wallet: make, import, list, rename, export.")
    {
        new Leaf("new", "Make a new key from a new recovery phrase, which is shown once.", New, s_name, s_words),
        new Leaf("import", "Take in a key: by its recovery phrase, from a keystore file, or from a node's home.", Import, s_name, s_phraseFile, s_index, s_keystore, s_nodeKey, s_newPasswordFile),
        new Leaf("list", "All keys.", List),
        new Leaf("show", "One key: address and public key.", Show, s_name),
        new Leaf("rename", "Give a key another name.", Rename, s_name, s_newName),
        new Leaf("delete", "Delete a key for good.", Delete, s_name),
        new Leaf("export", "A key's encrypted file, for a backup or another program.", Export, s_name, s_out),
        new Leaf("passwd", "Encrypt a key under another password.", ChangePassword, s_name, s_newPasswordFile),
    };

    private static CommandResult New(Invocation run)
    {
        string name = run.Value(s_name);
        RequireFree(run, name);
        int words = run.Value(s_words);
        if (words is not (12 or 15 or 18 or 21 or 24))
            throw new WalletException(ProblemKind.Usage, "words", $"a phrase of {words} words does not exist", null, "use 12, 15, 18, 21 or 24");
        using Password password = run.Secrets.NewPassword($"password for key {name}");
        using Mnemonic mnemonic = Mnemonic.Generate(words);
        KeyEntry entry = Store(run, name, mnemonic, 0, password);
        // The phrase is the result that the user has to keep; it is shown here and nowhere again.
        string phrase = mnemonic.Reveal();
        return new CommandResult(
            json =>
            {
                WriteKey(json, run, entry);
                json.WriteString("phrase", phrase);
            },
            page =>
            {
                page.Fields(Describe(run, entry));
                page.Gap();
                page.Line("Write these words down, in this order. They are the only backup, and are not shown again:");
                page.Gap();
                page.Line(phrase);
            },
            Address(run, entry));
    }

    private static CommandResult Import(Invocation run)
    {
        string name = run.Value(s_name);
        RequireFree(run, name);
        if (((string?[])[run.Value(s_keystore), run.Value(s_phraseFile), run.Value(s_nodeKey)]).Count(static source => source is not null) > 1)
            throw new WalletException(ProblemKind.Usage, "two-sources", "--phrase-file, --keystore and --node-key exclude each other");
        if (run.Value(s_nodeKey) is { } nodeKey)
        {
            using PrivateKey key = NodeKeyFile.Read(nodeKey);
            using Password guard = run.Secrets.NewPassword($"password for key {name}", run.Value(s_newPasswordFile));
            return Shown(run, run.Keys.Store.Add(name, key, guard));
        }
        if (run.Value(s_keystore) is { } file)
        {
            byte[] content = InputFile.Read(file, KeyFile.BytesMax);
            using Password old = run.Secrets.Password("password of the file");
            using Password own = run.Value(s_newPasswordFile) is null && !Terminal.IsInteractive
                ? run.Secrets.Password($"password for key {name}")
                : run.Secrets.NewPassword($"password for key {name}", run.Value(s_newPasswordFile));
            return Shown(run, run.Keys.Store.Import(name, content, old, own));
        }
        using Mnemonic mnemonic = run.Secrets.Phrase(run.Value(s_phraseFile));
        using Password password = run.Secrets.NewPassword($"password for key {name}", run.Value(s_newPasswordFile));
        return Shown(run, Store(run, name, mnemonic, run.Value(s_index), password));
    }

    private static CommandResult List(Invocation run)
    {
        KeyListing listing = run.Keys.Store.List();
        foreach (WalletProblem problem in listing.Problems)
            run.Report.Warn(problem.Code, problem.Message, problem.Cause);
        foreach (KeyEntry entry in listing.Keys.Where(static entry => entry.IsReadableByOthers))
            run.Report.Warn("file-mode", $"the file of key {entry.Name} can be read by other users of this machine", "chmod 600 it");
        foreach (KeyEntry entry in listing.Keys.Where(static entry => entry.IsWeak))
            run.Report.Warn("weak-file", $"the file of key {entry.Name} costs an attacker less to open than today's files do", $"store it anew: key passwd {entry.Name}");
        return new CommandResult(
            json =>
            {
                json.WriteStartArray("keys");
                foreach (KeyEntry entry in listing.Keys)
                {
                    json.WriteStartObject();
                    WriteKey(json, run, entry);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            page =>
            {
                if (listing.Keys.Count == 0)
                    page.Line("no keys; make one with: key new NAME");
                else
                    page.Table(["name", "address", "path"], listing.Keys.Select(entry => (string[])[entry.Name, Address(run, entry), entry.Path?.ToString() ?? ""]));
            },
            string.Join('\n', listing.Keys.Select(static entry => entry.Name)));
    }

    private static CommandResult Show(Invocation run)
    {
        string name = run.Value(s_name);
        if (!DevelopmentAccounts.TryIndexOf(name, out int index))
            return Shown(run, run.Keys.Store.Find(name));
        SigningKey key = KeyRing.Development(index);
        return Shown(run, new KeyEntry(name, key.PublicKey, DerivationPath.ForAccount((uint)index), IsWeak: false, IsReadableByOthers: false));
    }

    private static CommandResult Rename(Invocation run)
    {
        (string from, string to) = (run.Value(s_name), run.Value(s_newName));
        run.Keys.Store.Rename(from, to);
        return CommandResult.Sentence("name", to, $"key {from} is now called {to}");
    }

    private static CommandResult Delete(Invocation run)
    {
        KeyEntry entry = run.Keys.Store.Find(run.Value(s_name));
        run.Terminal.Confirm($"Delete key {entry.Name} ({Address(run, entry)})? Without a backup or its phrase, what it holds is lost.");
        run.Keys.Store.Delete(entry.Name);
        return CommandResult.Sentence("name", entry.Name, $"key {entry.Name} is deleted");
    }

    private static CommandResult Export(Invocation run)
    {
        string name = run.Value(s_name);
        byte[] content = run.Keys.Store.Export(name);
        if (run.Value(s_out) is { } file)
        {
            InputFile.WriteNew(file, content);
            return CommandResult.Sentence("file", file, $"key {name} is in {file}, still encrypted");
        }
        string text = Encoding.UTF8.GetString(content);
        return new CommandResult(json => json.WriteString("keystore", text), page => page.Raw(text.TrimEnd() + "\n"), text.TrimEnd());
    }

    private static CommandResult ChangePassword(Invocation run)
    {
        string name = run.Value(s_name);
        run.Keys.Store.Find(name);
        using Password old = run.Secrets.Password($"password of key {name}");
        if (run.Value(s_newPasswordFile) is null && !Terminal.IsInteractive)
            throw new WalletException(ProblemKind.Key, "no-password", "the new password is needed, and there is no terminal to ask at", null, "use --new-password-file FILE (mode 0600)");
        using Password fresh = run.Secrets.NewPassword($"password for key {name}", run.Value(s_newPasswordFile));
        run.Keys.Store.ChangePassword(name, old, fresh);
        return CommandResult.Sentence("name", name, $"key {name} has a new password");
    }

    private static KeyEntry Store(Invocation run, string name, Mnemonic mnemonic, uint index, Password password)
    {
        if (index >= DerivationPath.Hardened)
            throw new WalletException(ProblemKind.Usage, "index", "--index is too large");
        DerivationPath path = DerivationPath.ForAccount(index);
        if (!KeyDerivation.TryDerive(mnemonic, "", path, out PrivateKey? key))
            throw new WalletException(ProblemKind.Key, "derivation", "this phrase has no key at that index", null, "use another --index");
        using (key)
            return run.Keys.Store.Add(name, key, password, path);
    }

    /// <summary>Before anything is asked: a password typed in vain annoys.</summary>
    private static void RequireFree(Invocation run, string name)
    {
        if (!KeyName.IsValid(name))
            throw new WalletException(ProblemKind.Usage, "key-name", $"'{Display.Safe(name)}' cannot be a key's name", Names.NameRules.Problem(name) ?? "it is not one word of small letters, digits, hyphens and underscores");
        if (run.Keys.TryFind(name) is not null)
            throw new WalletException(ProblemKind.Usage, "key-exists", $"there is a key '{name}' already", null, "choose another name");
        if (run.Book.Load().Any(entry => entry.Name == name))
            throw new WalletException(ProblemKind.Usage, "name-taken", $"'{name}' is a name in the address book", null, "choose another name");
    }

    private static CommandResult Shown(Invocation run, KeyEntry entry) =>
        new(json => WriteKey(json, run, entry), page => page.Fields(Describe(run, entry)), Address(run, entry));

    private static string Address(Invocation run, KeyEntry entry) => AddressText.Format(entry.Address, run.AddressPrefix);

    private static IEnumerable<(string, string)> Describe(Invocation run, KeyEntry entry) =>
    [
        ("name", entry.Name), ("address", Address(run, entry)), ("public key", entry.PublicKey.ToString()), ("path", entry.Path?.ToString() ?? "unknown"),
    ];

    private static void WriteKey(Utf8JsonWriter json, Invocation run, KeyEntry entry)
    {
        json.WriteString("name", entry.Name);
        json.WriteString("address", Address(run, entry));
        json.WriteString("publicKey", entry.PublicKey.ToString());
        json.WriteString("path", entry.Path?.ToString() ?? "");
        json.WriteBoolean("weak", entry.IsWeak);
    }
}
