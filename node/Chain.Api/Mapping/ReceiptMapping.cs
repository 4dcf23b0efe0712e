using System.Globalization;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Types;

namespace Chain.Api.Mapping;

/// <summary>Receipts as people and programs read them.</summary>
internal sealed class ReceiptMapping(Requests.AddressField addresses)
{
    public ReceiptSummary Summary(Types.Receipt receipt) => new()
    {
        Status = (uint)receipt.Status,
        Code = Code(receipt.Status),
        GasUsed = receipt.GasUsed,
        Burned = Grains(receipt.Burned),
        Tip = Grains(receipt.Tip),
        Fee = Grains(receipt.Fee),
        Message = receipt.Result.Message,
        FailedAt = receipt.Result.FailedAt is { } failedAt ? addresses.Format(failedAt) : "",
        Function = receipt.Result.Function,
        Line = receipt.Result.Line,
        Column = receipt.Result.Column,
        Contract = receipt.Result.Contract is { } contract ? addresses.Format(contract) : "",
        FailureCode = receipt.Result.Code,
    };

    public static string Code(ReceiptStatus status) => UpperSnake.Of(status.ToString());

    public static string Grains(Amount amount) => amount.Grains.ToString(CultureInfo.InvariantCulture);

    /// <summary>What happened, in a sentence; where a contract failed, with its own words and the place in its source.</summary>
    public static string Text(Types.Receipt receipt)
    {
        ContractResult result = receipt.Result;
        if (result.Code.Length == 0)
            return Text(receipt.Status);
        string words = result.Message.Length == 0 || string.Equals(result.Message, result.Code, StringComparison.Ordinal) ? result.Code : $"{result.Code}: {result.Message}";
        return result.Line == 0 ? words : string.Create(CultureInfo.InvariantCulture, $"{words} (line {result.Line}, column {result.Column})");
    }

    /// <summary>What happened, in a sentence.</summary>
    public static string Text(ReceiptStatus status) => status switch
    {
        ReceiptStatus.Success => "It did what it says.",
        ReceiptStatus.OutOfGas => "The gas limit did not suffice; the whole limit was paid.",
        ReceiptStatus.CannotPay => "The sender could not pay.",
        ReceiptStatus.RecipientRefused => "The recipient is a contract that takes no plain transfers; nothing was moved.",
        ReceiptStatus.UnknownValidator => "No validator is registered under that address.",
        ReceiptStatus.AlreadyValidator => "The sender already is a validator's operator.",
        ReceiptStatus.ConsensusKeyTaken => "The consensus key is or was in use.",
        ReceiptStatus.PossessionWrong => "The proof of possession of the consensus key is wrong.",
        ReceiptStatus.StakeTooSmall => "The amount is less than the least stake.",
        ReceiptStatus.NotEnoughBonded => "That is more than the sender has bonded to that validator.",
        ReceiptStatus.TooManyUnbondings => "Too many unbondings are under way with that validator; wait until one is paid.",
        ReceiptStatus.TooManyValidators => "No more validators can be registered.",
        ReceiptStatus.ContractFailed => "The contract failed.",
        ReceiptStatus.SourceRefused => "The source is not a contract.",
        ReceiptStatus.ArgumentsInvalid => "The arguments are not those of the method.",
        ReceiptStatus.ContractUnknown => "There is no contract at that address.",
        ReceiptStatus.MethodUnknown => "The contract has no such method for callers from outside.",
        ReceiptStatus.ValueRefused => "The method takes no coins.",
        ReceiptStatus.OutOfMemory => "The contract needed more memory than a transaction may use.",
        ReceiptStatus.TooDeep => "Calls inside the contract nested too deep.",
        ReceiptStatus.InternalFault => "A defect of the node's software; the whole limit was paid. Please report it.",
        ReceiptStatus.NotAllowed => "Only the contract's upgrader may do that, and it has another one or none.",
        ReceiptStatus.SchemaRefused => "The new source does not fit the contract's state.",
        ReceiptStatus.StateWritesExceeded => "The block's contracts wrote too many entries before; send it again.",
        _ => status.ToString(),
    };
}
