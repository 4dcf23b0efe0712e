using Chain.Primitives;
using Chain.Types;

namespace Chain.Wallet.Cli.Input;

/// <summary>Transaction ids as the user writes them.</summary>
internal static class TransactionIdInput
{
    /// <exception cref="WalletException">It is none.</exception>
    public static TransactionId Parse(string text) =>
        Hash256.TryParseHex(text, out Hash256 hash)
            ? new TransactionId(hash)
            : throw new WalletException(ProblemKind.Usage, "transaction-id", "this is no transaction id", "an id has exactly 64 hexadecimal digits, without 0x", "tx list shows the ids of yours");
}
