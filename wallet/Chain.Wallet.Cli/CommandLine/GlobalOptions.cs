using System.CommandLine;

namespace Chain.Wallet.Cli.CommandLine;

/// <summary>The options that every command takes.</summary>
internal static class GlobalOptions
{
    public static Option<string?> Node { get; } = Text("--node", "URL", "The node to ask: http://127.0.0.1:7001, or host:port. Default: the network's own.");

    public static Option<string?> Network { get; } = Text("--network", "NAME", "The network that is meant. Default: the only one known, or chain-dev.");

    public static Option<string?> From { get; } = Text("--from", "KEY", "The key that acts: a name from `key list`, or dev0 to dev9 on a development network. Default: the only key.");

    public static Option<string?> Home { get; } = Text("--home", "DIR", "The wallet's directory. Default: $CHAIN_HOME/wallet, or ~/.chain/wallet.");

    public static Option<string?> Genesis { get; } = Text("--genesis", "FILE", "The network's genesis file. It is remembered; from then on what nodes say is verified against it.");

    public static Option<string?> PasswordFile { get; } = Text("--password-file", "FILE", "Read the key's password from a file that only you can read (mode 0600).");

    public static Option<int?> PasswordDescriptor { get; } = new("--password-fd") { Description = "Read the key's password from an open file descriptor.", HelpName = "N", Recursive = true };

    public static Option<bool> Json { get; } = Flag("--json", "Print one JSON document.");

    public static Option<bool> Quiet { get; } = Flag("--quiet", "Print only what scripts need: an id, an address, an amount.");

    public static Option<bool> Yes { get; } = Flag("--yes", "Confirm everything that would be asked.");

    public static Option<bool> NoColor { get; } = Flag("--no-color", "No colours, as with NO_COLOR.");

    public static Option<bool> Offline { get; } = Flag("--offline", "Never use the network.");

    public static IReadOnlyList<Option> All { get; } =
        [Node, Network, From, Home, Genesis, PasswordFile, PasswordDescriptor, Json, Quiet, Yes, NoColor, Offline];

    private static Option<string?> Text(string name, string value, string description) => new(name) { Description = description, HelpName = value, Recursive = true };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero, Recursive = true };
}
