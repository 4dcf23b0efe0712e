using System.Globalization;
using Chain.Contracts;
using Chain.Dapp.Testing;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.State;
using Chain.Types;
using Chain.Wallet;

namespace Chain.Dapp.DevNode;

/// <summary>Tells what every transaction did, decoded: who called what with which arguments, what came back, events, and what contracts printed.</summary>
internal sealed class BlockPrinter
{
    private const string Indent = "      ";

    private readonly TextWriter _writer;
    private readonly Paint _paint;
    private readonly TestTools _tools;
    private readonly Dictionary<Address, string> _names;
    private readonly ValueWords _words;
    private IStateReader _state = EmptyState.Instance;

    public BlockPrinter(TextWriter writer, Paint paint, TestTools tools, IReadOnlyList<TestAccount> accounts)
    {
        (_writer, _paint, _tools) = (writer, paint, tools);
        _names = accounts.ToDictionary(account => account.Address, account => account.Name);
        _words = new ValueWords(NameOf);
    }

    /// <summary>A block, with the state after it and what its contracts printed.</summary>
    public void Print(ExecutedBlock block, IStateReader stateAfter, IReadOnlyList<string> printed)
    {
        _state = stateAfter;
        IReadOnlyList<Transaction> transactions = block.Block.Transactions;
        for (int i = 0; i < transactions.Count; i++)
        {
            if (Receipt.TryDecode(block.Receipts[i].Span, out Receipt? receipt) == Primitives.Encoding.DecodeError.None)
                Print(block.Height, transactions[i], receipt!);
        }
        foreach (string line in printed)
            _writer.WriteLine(_paint.Faint($"{Indent}| {Output.Safe(line)}"));
        _writer.Flush();
    }

    private void Print(ulong height, Transaction transaction, Receipt receipt)
    {
        bool isDone = receipt.Status == ReceiptStatus.Success;
        TransactionAction action = transaction.Body.Action;
        ContractResult result = receipt.Result;
        string value = action is TransactionAction.Call { Value.Grains: > 0 } or TransactionAction.Deploy { Value.Grains: > 0 } ? $"  with {action.Debit}" : "";
        string outcome = isDone ? _paint.Good(Returned(action, result)) : _paint.Bad($"✗ {FailureOf(receipt)}");
        _writer.WriteLine($"{_paint.Faint($"#{height,-4}")} {NameOf(transaction.Sender)}: {Describe(action, result)}{value}  {outcome}  {_paint.Faint($"gas {receipt.GasUsed.ToString("N0", CultureInfo.InvariantCulture)}")}");
        if (!isDone && result.Line > 0)
            _writer.WriteLine($"{Indent}at line {result.Line}, column {result.Column}{(result.Function.Length > 0 ? $" in {Display.Safe(result.Function)}" : "")}{(result.FailedAt is { } at ? $" of {NameOf(at)}" : "")}");
        foreach (ChainEvent one in receipt.Events)
            _writer.WriteLine($"{Indent}{EventText(one)}");
    }

    private string Describe(TransactionAction action, ContractResult result) => action switch
    {
        TransactionAction.Call call => CallText(call),
        TransactionAction.Deploy => result.Contract is { } made && _state.TryGetContract(made, out _) ? $"deploys {NameOf(made)} at {Tagged.TextOf(made)}" : "deploys a contract",
        TransactionAction.Upgrade upgrade => $"upgrades {NameOf(upgrade.Contract)}",
        TransactionAction.Freeze freeze => $"freezes {NameOf(freeze.Contract)}",
        TransactionAction.Transfer transfer => $"sends {transfer.Amount} to {NameOf(transfer.To)}",
        _ => action.GetType().Name,
    };

    private string CallText(TransactionAction.Call call)
    {
        AbiMethod? method = _tools.CodeAt(_state, call.Contract)?.Abi.FindMethod(call.Method);
        string arguments = method is not null && AbiCodec.TryDecodeArguments(method.Arguments, call.Arguments.Span, out var values)
            ? _words.Arguments(method.Arguments, values)
            : $"{call.Arguments.Length} bytes";
        return $"{NameOf(call.Contract)}.{call.Method}({arguments})";
    }

    private string Returned(TransactionAction action, ContractResult result)
    {
        if (action is TransactionAction.Call call && _tools.CodeAt(_state, call.Contract)?.Abi.FindMethod(call.Method)?.Returns is { } type
            && AbiCodec.TryDecode(type, result.ReturnValue.Span, out AbiValue? value))
            return $"→ {_words.Of(type, value)}";
        return "✓";
    }

    private static string FailureOf(Receipt receipt)
    {
        string code = receipt.Result.Code.Length > 0 ? receipt.Result.Code : receipt.Status.ToString();
        return receipt.Result.Message.Length > 0 && receipt.Result.Message != code ? Display.Safe($"{code}: {receipt.Result.Message}") : Display.Safe(code);
    }

    private string EventText(ChainEvent one)
    {
        AbiEvent? declared = _tools.CodeOf(_state, one.CodeHash).Abi.FindEvent(one.Name);
        return declared is not null && AbiCodec.TryDecodeArguments(declared.Fields, one.Data.Span, out var values)
            ? $"{one.Name} {{ {_words.Named(declared.Fields, values)} }}"
            : $"{one.Name} ({one.Data.Length} bytes)";
    }

    // dev1; Shop of a contract; else the address, whole, so that it can be copied.
    private string NameOf(Address address)
    {
        if (_names.TryGetValue(address, out string? name))
            return name;
        return _tools.CodeAt(_state, address)?.Abi.Name ?? Tagged.TextOf(address);
    }
}
