using System.CommandLine;

namespace Chain.Wallet.Cli.CommandLine;

/// <summary>The options of commands that sign a transaction.</summary>
internal static class WriteOptions
{
    public static Option<string?> Lane { get; } = Text("--lane", "N", "Lane 0 to 255, or auto: the first with room. Transactions of different lanes do not wait for each other. Default: auto.");

    public static Option<ulong?> Sequence { get; } = Number("--sequence", "N", "The place in the lane. Default: the first free one.");

    public static Option<ulong?> Expires { get; } = Number("--expires", "H", "The last block height at which it may be included. Default: most of what the chain allows.");

    public static Option<ulong?> GasLimit { get; } = Number("--gas-limit", "N", "The most gas. Default: what a simulation used and 30 % more.");

    public static Option<string?> MaxFee { get; } = Text("--max-fee", "A", "The most to pay per million gas, such as 3000grain. Default: twice the base fee and the tip.");

    public static Option<string?> Tip { get; } = Text("--tip", "A", "What of it goes to the proposer, such as 100grain. Default: 100grain.");

    public static Option<string?> Memo { get; } = Text("--memo", "T", "Text of at most 256 bytes, public for ever.");

    public static Option<string?> Wait { get; } = Text("--wait", "POLICY", "final (decided and executed), proven (and the result signed by more than two thirds), or none. Default: final.");

    public static Option<uint?> Timeout { get; } = new("--timeout") { Description = "Seconds to wait. Default: 120.", HelpName = "S" };

    public static Option<bool> DryRun { get; } = new("--dry-run") { Description = "Show what would be signed, and stop.", Arity = ArgumentArity.Zero };

    public static Option<string?> Out { get; } = Text("--out", "FILE", "Write the unsigned transaction to a file instead of signing and sending it.");

    /// <summary>What shapes the transaction.</summary>
    public static IReadOnlyList<Option> Shaping { get; } = [Lane, Sequence, Expires, GasLimit, MaxFee, Tip, Memo];

    /// <summary>How long to wait.</summary>
    public static IReadOnlyList<Option> Waiting { get; } = [Wait, Timeout];

    /// <summary>Everything, for commands that shape, sign and send.</summary>
    public static IReadOnlyList<Option> All { get; } = [.. Shaping, .. Waiting, DryRun, Out];

    private static Option<string?> Text(string name, string value, string description) => new(name) { Description = description, HelpName = value };

    private static Option<ulong?> Number(string name, string value, string description) => new(name) { Description = description, HelpName = value };
}
