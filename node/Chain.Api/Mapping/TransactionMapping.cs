using System.Globalization;
using System.Numerics;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Types;

namespace Chain.Api.Mapping;

/// <summary>Included transactions as lists show them.</summary>
internal sealed class TransactionMapping(Requests.AddressField addresses)
{
    /// <summary>A transaction in the list of one account.</summary>
    public TransactionSummary Summary(LedgerBlock block, int index, Types.Transaction transaction, Types.Receipt receipt, Address listed)
    {
        (string action, Address? to, Amount? amount) = Describe(transaction.Body.Action);
        to ??= receipt.Result.Contract;
        return new TransactionSummary
        {
            TransactionIdHex = transaction.Id.ToString(),
            Height = block.Height,
            Index = (uint)index,
            TimeMs = block.Header.TimeMs,
            From = addresses.Format(transaction.Sender),
            To = to is { } present ? addresses.Format(present) : "",
            Amount = amount is { } some ? ReceiptMapping.Grains(some) : "",
            Action = action,
            Code = ReceiptMapping.Code(receipt.Status),
            Fee = ReceiptMapping.Grains(receipt.Fee),
            Memo = transaction.Body.Memo,
            Lane = transaction.Body.Lane,
            Sequence = transaction.Body.Sequence,
            Method = transaction.Body.Action is TransactionAction.Call call ? call.Method : "",
            Message = receipt.Result.Message,
            Line = receipt.Result.Line,
            FailureCode = receipt.Result.Code,
            Change = Change(transaction, receipt, listed).ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>What a transaction changed in an account's balance, its fee apart. A contract's transaction can move coins to and fro; a failed one moves nothing.</summary>
    private static BigInteger Change(Types.Transaction transaction, Types.Receipt receipt, Address account)
    {
        BigInteger change = 0;
        if (receipt.Status != ReceiptStatus.Success)
            return change;
        TransactionAction action = transaction.Body.Action;
        foreach (Types.ValueMove move in receipt.Result.Moves)
            change += (move.To == account ? move.Amount.Grains : 0) - (move.From == account ? (BigInteger)move.Amount.Grains : 0);
        if (action is TransactionAction.Transfer transfer && transfer.To == account)
            change += transfer.Amount.Grains;
        if (!action.RunsContract && transaction.Sender == account)
            change -= action.Debit.Grains;
        return change;
    }

    /// <summary>An action's name, its other party, and the amount it names.</summary>
    public static (string Name, Address? To, Amount? Amount) Describe(TransactionAction action) => action switch
    {
        TransactionAction.Transfer transfer => ("transfer", transfer.To, transfer.Amount),
        TransactionAction.Deploy deploy => ("deploy", null, deploy.Value),
        TransactionAction.Call call => ("call", call.Contract, call.Value),
        TransactionAction.Upgrade upgrade => ("upgrade", upgrade.Contract, null),
        TransactionAction.Freeze freeze => ("freeze", freeze.Contract, null),
        TransactionAction.Delegate bond => ("delegate", bond.Validator, bond.Amount),
        TransactionAction.Undelegate unbond => ("undelegate", unbond.Validator, unbond.Amount),
        TransactionAction.RegisterValidator register => ("register_validator", null, register.SelfStake),
        _ => throw new InvariantException($"the action {action.GetType().Name} has a name"),
    };
}
