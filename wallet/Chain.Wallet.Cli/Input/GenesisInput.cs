using Chain.Types;

namespace Chain.Wallet.Cli.Input;

/// <summary>Reads the genesis file that the user gives.</summary>
internal static class GenesisInput
{
    /// <summary>The largest genesis file that a wallet reads.</summary>
    public const int BytesMax = 16 * 1024 * 1024;

    /// <exception cref="WalletException">It is no valid genesis; the problems are named.</exception>
    public static GenesisDocument Parse(ReadOnlySpan<byte> content, string path) =>
        GenesisJson.TryRead(content, out IReadOnlyList<string> problems) ?? throw new WalletException(
            ProblemKind.Usage, "genesis", $"'{Display.Safe(path)}' is no valid genesis file", Display.Safe(string.Join("; ", problems.Take(3))));
}
