using Chain.Primitives;
using Chain.Types;

namespace Chain.Dapp.Testing;

/// <summary>How a transaction of a test ended.</summary>
/// <param name="Receipt">What the chain wrote.</param>
/// <param name="GasUsed">What it used: the receipt says what is charged, which is half of the limit at the least.</param>
/// <param name="Method">The method that was called; empty for other transactions.</param>
internal sealed record TestReceipt(Receipt Receipt, ulong GasUsed, string Method)
{
    /// <summary>Before the first transaction.</summary>
    public static TestReceipt None { get; } = new(
        new Receipt { TransactionId = default, Status = ReceiptStatus.Success, GasUsed = 0, Burned = Amount.Zero, Tip = Amount.Zero }, 0, "");

    /// <summary>Why it failed; empty when it succeeded.</summary>
    public string Code => Receipt.Status switch
    {
        ReceiptStatus.Success => "",
        _ when Receipt.Result.Code.Length > 0 => Receipt.Result.Code,
        ReceiptStatus.OutOfGas => "OUT_OF_GAS",
        ReceiptStatus.RecipientRefused => "RECEIVER_REFUSES",
        _ => Receipt.Status.ToString(),
    };

    /// <summary>The failure in words.</summary>
    public string Message => Receipt.Result.Message.Length > 0 ? Receipt.Result.Message : Code;
}
