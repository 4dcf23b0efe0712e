namespace Chain.Wallet.Home;

/// <summary>Where the wallet keeps things. Nothing is created by naming it.</summary>
/// <remarks>
/// keys/ keystore files; book.json names of others; networks/NAME.json which chain a name means; outbox/ what was signed, until
/// its fate is known. Everything is for the owner alone.
/// </remarks>
public sealed class WalletHome
{
    /// <summary>The environment variable for the home of all of the project's programs.</summary>
    public const string Variable = "CHAIN_HOME";

    private WalletHome(string path) => Path = path;

    /// <summary>The directory, absolute.</summary>
    public string Path { get; }

    /// <summary>Directory of keystore files.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>The address book.</summary>
    public string Book => System.IO.Path.Combine(Path, "book.json");

    /// <summary>Directory of network files.</summary>
    public string Networks => System.IO.Path.Combine(Path, "networks");

    /// <summary>Directory of transactions on their way.</summary>
    public string Outbox => System.IO.Path.Combine(Path, "outbox");

    /// <summary>The directory named by an option; else the folder "wallet" in CHAIN_HOME, or in ~/.chain.</summary>
    /// <exception cref="WalletException">The name cannot be a directory.</exception>
    public static WalletHome Resolve(string? option, Func<string, string?> environment)
    {
        string? chosen = option ?? (environment(Variable) is { Length: > 0 } shared ? System.IO.Path.Combine(shared, "wallet") : null);
        if (chosen is null && environment("HOME") is { Length: > 0 } user)
            chosen = System.IO.Path.Combine(user, ".chain", "wallet");
        if (string.IsNullOrWhiteSpace(chosen) || chosen.Contains('\0') || chosen.Length > 4000)
            throw new WalletException(ProblemKind.Usage, "home", "there is no usable wallet directory", "neither --home nor CHAIN_HOME nor HOME names one", "give one with --home DIR");
        string full = System.IO.Path.GetFullPath(chosen);
        if (File.Exists(full))
            throw new WalletException(ProblemKind.Usage, "home", $"'{Display.Safe(full)}' is a file, not a directory", null, "give a directory with --home DIR");
        return new WalletHome(full);
    }
}
