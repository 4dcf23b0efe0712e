namespace Chain.Wallet.Keystore;

/// <summary>The problems of a key store, each with its code and what to do next. Names are the caller's; nothing of a file's content is repeated.</summary>
internal static class KeyProblems
{
    public static WalletException Unnamable() => new(
        ProblemKind.Usage,
        "key-name",
        "This cannot be a key's name.",
        $"A name has 1 to {KeyName.LengthMax} small letters, digits, hyphens and underscores and begins with a letter; dev0 to dev9 are taken.",
        "Choose another name.");

    public static WalletException NotFound(string name) => new(
        ProblemKind.NotFound, "key-not-found", $"There is no key '{name}'.", next: "List the keys with: wallet key list");

    public static WalletException Exists(string name) => new(
        ProblemKind.Usage, "key-exists", $"There is a key '{name}' already.", next: "Choose another name, or rename the other key first.");

    public static WalletException SameKey(string name) => new(
        ProblemKind.Usage, "key-known", $"This key is in the store already, as '{name}'.", next: "Use that name, or rename it.");

    public static WalletException EmptyPassword() => new(
        ProblemKind.Key, "password-empty", "A key is not stored under an empty password.", next: "Choose a password.");

    public static WalletException Link(string path) => new(
        ProblemKind.Key, "key-file-link", $"'{path}' is a link, not a key file.", "Links could lead anywhere.", "Import the file that it leads to.");

    public static WalletException Unreadable(string path, KeyFileFailure failure) => new(
        ProblemKind.Key,
        failure.Error == KeyFileError.WrongPassword ? "password-wrong" : "key-file",
        failure.Error == KeyFileError.WrongPassword ? failure.ToString() : $"The key file '{path}' cannot be used.",
        failure.Error == KeyFileError.WrongPassword ? null : failure.ToString(),
        failure.Error == KeyFileError.WrongPassword ? "Try again." : "Restore the file from a backup, or make the key anew from its phrase.");
}
