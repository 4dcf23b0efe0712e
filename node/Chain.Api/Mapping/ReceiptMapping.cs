using System.Globalization;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Types;

namespace Chain.Api.Mapping;

/// <summary>Receipts as people and programs read them.</summary>
internal static class ReceiptMapping
{
    public static ReceiptSummary Summary(Types.Receipt receipt) => new()
    {
        Status = (uint)receipt.Status,
        Code = Code(receipt.Status),
        GasUsed = receipt.GasUsed,
        Burned = Grains(receipt.Burned),
        Tip = Grains(receipt.Tip),
        Fee = Grains(receipt.Fee),
    };

    public static string Code(ReceiptStatus status) => UpperSnake.Of(status.ToString());

    public static string Grains(Amount amount) => amount.Grains.ToString(CultureInfo.InvariantCulture);

    /// <summary>What happened, in a sentence.</summary>
    public static string Text(ReceiptStatus status) => status switch
    {
        ReceiptStatus.Success => "It did what it says.",
        ReceiptStatus.OutOfGas => "The gas limit did not suffice; the whole limit was paid.",
        ReceiptStatus.CannotPay => "The sender could not pay.",
        ReceiptStatus.RecipientRefused => "The recipient may not receive.",
        ReceiptStatus.UnknownValidator => "No validator is registered under that address.",
        ReceiptStatus.AlreadyValidator => "The sender already is a validator's operator.",
        ReceiptStatus.ConsensusKeyTaken => "The consensus key is or was in use.",
        ReceiptStatus.PossessionWrong => "The proof of possession of the consensus key is wrong.",
        ReceiptStatus.StakeTooSmall => "The amount is less than the least stake.",
        ReceiptStatus.NotEnoughBonded => "That is more than the sender has bonded to that validator.",
        ReceiptStatus.TooManyUnbondings => "Too many unbondings are under way with that validator; wait until one is paid.",
        ReceiptStatus.TooManyValidators => "No more validators can be registered.",
        _ => status.ToString(),
    };
}
