using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Types;
using Chain.Wallet.Networks;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Contracts;

/// <summary>What a contract's transaction did, or would do: out of its receipt, decoded by the interfaces of the contracts that took part.</summary>
public sealed class TransactionEffects
{
    private const int ShownMax = 10;

    private readonly ContractDirectory _contracts;
    private readonly Address _sender;
    private readonly UnsignedTransaction _body;

    private TransactionEffects(ContractDirectory contracts, Address sender, UnsignedTransaction body, Receipt receipt)
    {
        _contracts = contracts;
        _sender = sender;
        _body = body;
        Receipt = receipt;
    }

    /// <summary>The receipt.</summary>
    public Receipt Receipt { get; }

    /// <summary>The contract that was called, deployed, upgraded or frozen.</summary>
    public Address Contract => Receipt.Result.Contract ?? Target(_sender, _body);

    /// <summary>Looks up the contracts that the receipt names; null when the receipt is not canonical or no contract's.</summary>
    public static async Task<TransactionEffects?> LoadAsync(
        ContractDirectory contracts, Address sender, UnsignedTransaction body, ReadOnlyMemory<byte> encodedReceipt, CancellationToken cancellationToken)
    {
        if (!IsContractAction(body.Action) || Receipt.TryDecode(encodedReceipt.Span, out Receipt? receipt) != DecodeError.None)
            return null;
        var effects = new TransactionEffects(contracts, sender, body, receipt!);
        bool hasItsSource = body.Action is TransactionAction.Deploy || (body.Action is TransactionAction.Upgrade && (receipt!.Status == ReceiptStatus.Success || receipt.Result.FailedAt == effects.Contract));
        if (hasItsSource)
            contracts.Learn(effects.Contract, SourceOf(body.Action));
        await contracts.LoadAsync([effects.Contract, .. Failing(receipt!)], cancellationToken);
        await contracts.LoadCodesAsync(receipt!.Events.Select(static item => item.CodeHash), cancellationToken);
        return effects;
    }

    /// <summary>Whether an action concerns a contract.</summary>
    public static bool IsContractAction(TransactionAction action) =>
        action is TransactionAction.Deploy or TransactionAction.Call or TransactionAction.Upgrade or TransactionAction.Freeze;

    /// <summary>The contract that a body is about; for a deployment the address that it will have.</summary>
    public static Address Target(Address sender, UnsignedTransaction body) => body.Action switch
    {
        TransactionAction.Deploy => Address.OfContract(sender, body.Lane, body.Sequence),
        TransactionAction.Call call => call.Contract,
        TransactionAction.Upgrade upgrade => upgrade.Contract,
        TransactionAction.Freeze freeze => freeze.Contract,
        _ => throw new InvariantException("only contract actions have a contract"),
    };

    /// <summary>The failure; null after a success.</summary>
    public FailureReport? Failure(string status)
    {
        if (Receipt.Status == ReceiptStatus.Success)
            return null;
        ContractResult result = Receipt.Result;
        Address? at = result.FailedAt ?? (result.Line > 0 ? Contract : null);
        KnownContract? known = at is { } address ? _contracts.Known(address) : null;
        // A source that was refused is in the transaction itself, and nowhere else.
        string source = known?.Source ?? (Receipt.Status == ReceiptStatus.SourceRefused ? System.Text.Encoding.UTF8.GetString(SourceOf(_body.Action).Span) : "");
        return new FailureReport(status, result.Code, result.Message, at, result.Function, result.Line, result.Column) { Source = source, ContractName = known?.Abi.Name ?? "" };
    }

    /// <summary>
    /// What it did in words. First what it does to the sender's coins, in one sum: a contract can move them to and fro as often as it likes, and
    /// announce what it likes, so that the one line that counts would stand far away from the question whether to sign.
    /// </summary>
    public IEnumerable<Fact> Facts(ContractValueText text)
    {
        if (SendersCoins() is { } coins)
            yield return new("coins", coins);
        if (Returned() is { } returned)
            yield return new("returns", text.Of(returned.Type, returned.Value));
        foreach (ValueMove move in Receipt.Result.Moves.Take(ShownMax))
            yield return new("moves", $"{move.Amount} from {text.Name(move.From)} to {text.Name(move.To)}");
        if (Receipt.Result.Moves.Count > ShownMax)
            yield return new("moves", $"… and {Receipt.Result.Moves.Count - ShownMax} more");
        foreach (InnerCall call in Receipt.Result.Calls.Take(ShownMax))
            yield return new("calls", $"{call.Method} of {text.Name(call.Contract)}{(call.Code.Length == 0 ? "" : $", which failed: {call.Code}")}");
        if (Receipt.Result.CallCount > ShownMax)
            yield return new("calls", $"{Receipt.Result.CallCount} in all");
        foreach (ChainEvent item in Receipt.Events.Take(ShownMax))
            yield return new("event", EventText(item, text));
        if (Receipt.Events.Count > ShownMax)
            yield return new("event", $"… and {Receipt.Events.Count - ShownMax} more");
    }

    /// <summary>What the sender has more or less by it, the fee apart; null where no coins of the sender move.</summary>
    private string? SendersCoins()
    {
        BigInteger more = 0;
        bool isTouched = false;
        foreach (ValueMove move in Receipt.Result.Moves.Where(move => move.From == _sender || move.To == _sender))
        {
            isTouched = true;
            more += (move.To == _sender ? move.Amount.Grains : 0) - (move.From == _sender ? (BigInteger)move.Amount.Grains : 0);
        }
        if (!isTouched)
            return null;
        string grains = string.Create(CultureInfo.InvariantCulture, $"{BigInteger.Abs(more)}{AmountText.GrainUnit}");
        string amount = Amount.TryParse(grains, out Amount known, out _) ? known.ToString() : grains;
        return more.IsZero ? "the sender has as many as before, the fee apart" : $"the sender has {amount} {(more < 0 ? "less" : "more")}, the fee apart";
    }

    /// <summary>The same for programs: contract, returnValue, events, moves, calls.</summary>
    public void Write(Utf8JsonWriter json, Network network)
    {
        json.WriteString("contract", network.Format(Contract));
        json.WritePropertyName("returnValue");
        if (Returned() is { } returned)
            AbiJson.Write(json, returned.Type, returned.Value, network.AddressPrefix);
        else
            json.WriteNullValue();
        json.WriteStartArray("events");
        foreach (ChainEvent item in Receipt.Events)
            WriteEvent(json, network, _contracts.KnownCode(item.CodeHash), item);
        json.WriteEndArray();
        json.WriteStartArray("moves");
        foreach (ValueMove move in Receipt.Result.Moves)
        {
            json.WriteStartObject();
            json.WriteString("from", network.Format(move.From));
            json.WriteString("to", network.Format(move.To));
            json.WriteString("amount", $"{move.Amount.Grains}");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("callCount", Receipt.Result.CallCount);
    }

    /// <summary>An event with its fields by name, or its data in hexadecimal when the interface does not know it.</summary>
    public static void WriteEvent(Utf8JsonWriter json, Network network, ContractAbi? abi, ChainEvent item)
    {
        json.WriteStartObject();
        json.WriteString("contract", network.Format(item.Source));
        json.WriteString("name", item.Name);
        WriteFields(json, network, abi, item.Name, item.Data.Span);
        json.WriteString("data", "0x" + Convert.ToHexStringLower(item.Data.Span));
        json.WriteEndObject();
    }

    /// <summary>An event's <c>fields</c> by name; null when they are not known.</summary>
    public static void WriteFields(Utf8JsonWriter json, Network network, ContractAbi? abi, string name, ReadOnlySpan<byte> data)
    {
        json.WritePropertyName("fields");
        if (abi?.FindEvent(name) is { } declared && AbiCodec.TryDecodeArguments(declared.Fields, data, out ImmutableArray<AbiValue> values))
            AbiJson.WriteFields(json, declared.Fields, values, network.AddressPrefix);
        else
            json.WriteNullValue();
    }

    /// <summary>An event in words: <c>Counted(who: chn1…, total: 5)</c>.</summary>
    public static string EventText(ContractAbi? abi, string name, ReadOnlySpan<byte> data, ContractValueText text) =>
        abi?.FindEvent(name) is { } declared ? $"{name}({text.Fields(declared.Fields, data)})" : $"{name}({(data.IsEmpty ? "" : ContractValueText.Hex(data))})";

    private string EventText(ChainEvent item, ContractValueText text)
    {
        string said = EventText(_contracts.KnownCode(item.CodeHash), item.Name, item.Data.Span, text);
        return item.Source == Contract ? said : $"{said} of {text.Name(item.Source)}";
    }

    private (AbiType Type, AbiValue Value)? Returned()
    {
        if (_body.Action is not TransactionAction.Call call || Receipt.Status != ReceiptStatus.Success)
            return null;
        AbiType? type = _contracts.Known(call.Contract)?.Abi.FindMethod(call.Method)?.Returns;
        return type is not null && AbiCodec.TryDecode(type, Receipt.Result.ReturnValue.Span, out AbiValue? value) ? (type, value) : null;
    }

    private static ReadOnlyMemory<byte> SourceOf(TransactionAction action) => action switch
    {
        TransactionAction.Deploy deploy => deploy.Source,
        TransactionAction.Upgrade upgrade => upgrade.Source,
        _ => ReadOnlyMemory<byte>.Empty,
    };

    private static Address[] Failing(Receipt receipt) => receipt.Result.FailedAt is { } at ? [at] : [];
}
