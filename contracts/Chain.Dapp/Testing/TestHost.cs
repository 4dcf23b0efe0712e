using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Chain.Contracts;
using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Dapp.Testing;

/// <summary>Answers what the module 'chain/test' asks: the border between a test file and the chain.</summary>
internal sealed class TestHost(string folder, IReadOnlyList<TestAccount> accounts, TestChain chain, TestTools tools)
{
    private const int AdvanceBlocksMax = 100_000;

    private readonly List<ChainMoment> _snapshots = [];

    /// <summary>The newest failure of a contract, for the report of a test that ends with it.</summary>
    public ContractFailure? LastFailure { get; set; }

    /// <summary>What the test printed, and the contracts that it called.</summary>
    public List<string> Log => tools.Log;

    /// <summary>Answers a question; text of JSON both ways, tagged as <see cref="Tagged"/> says.</summary>
    public string Answer(string question, string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Tagged.WriteObject(json, () => Write(json, question, new TestQuestion(Tagged.Fields(document.RootElement, question))));
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter json, string question, TestQuestion asked)
    {
        Action value;
        try
        {
            value = ValueOf(json, question, asked);
        }
        catch (Misuse misuse)
        {
            Tagged.WriteField(json, "misuse", () => json.WriteStringValue(misuse.Message));
            return;
        }
        catch (ChainRefusal refusal)
        {
            LastFailure = refusal.Failure;
            Tagged.WriteField(json, "revert", () => Tagged.WriteObject(json, () =>
            {
                Tagged.WriteField(json, "code", () => json.WriteStringValue(refusal.Failure.Code));
                Tagged.WriteField(json, "message", () => json.WriteStringValue(refusal.Failure.Message));
            }));
            return;
        }
        Tagged.WriteField(json, "value", value);
    }

    // Everything is done here; what comes back only writes.
    private Action ValueOf(Utf8JsonWriter json, string question, TestQuestion asked)
    {
        switch (question)
        {
            case "accounts":
                return () => WriteAccounts(json);
            case "deploy":
                Address deployed = Deploy(asked);
                return () => json.WriteStringValue(Tagged.TextOf(deployed));
            case "methods":
                ContractAbi abi = CodeAt(asked.Address("address")).Abi;
                return () => WriteMethods(json, abi);
            case "call":
                return Call(json, asked);
            case "view":
                return View(json, asked);
            case "upgrade":
                Upgrade(asked);
                break;
            case "freeze":
                Send(asked, new TransactionAction.Freeze(asked.Address("address")));
                break;
            case "send":
                Send(asked, new TransactionAction.Transfer(asked.Address("to"), asked.Amount("value")));
                break;
            case "codeHash":
                Hash256 hash = tools.Files.Read(folder, asked.Text("file")).Hash;
                return () => Tagged.WriteBytes(json, hash.Span);
            case "balanceOf":
                Amount balance = chain.Moment.State.Balance(asked.Address("address"));
                return () => Tagged.WriteBig(json, balance.Grains);
            case "now":
                return () => WriteNow(json);
            case "last":
                return () => WriteLast(json);
            case "advance":
                Advance(asked);
                break;
            case "snapshot":
                _snapshots.Add(chain.Moment);
                return () => json.WriteNumberValue(_snapshots.Count);
            case "restore":
                int number = (int)BigInteger.Min(asked.Integer("snapshot"), int.MaxValue);
                if (number < 1 || number > _snapshots.Count)
                    throw new Misuse("there is no such snapshot: give what chain.snapshot() gave");
                chain.Moment = _snapshots[number - 1];
                break;
            case "log":
                Log.Add(asked.Text("text"));
                break;
            default:
                throw new InvalidOperationException($"'{question}' is no question");
        }
        return () => Tagged.WriteUndefined(json);
    }

    // ------------------------------------------------------------------ transactions

    private Address Deploy(TestQuestion asked)
    {
        (ContractFile file, ContractCode code) = Source(asked.Text("file"));
        byte[] arguments = Arguments(asked, code.Abi.Init, "init");
        Address? upgrader = asked.Has("upgrader") ? asked.Address("upgrader") : null;
        TestReceipt done = Send(asked, new TransactionAction.Deploy(file.Utf8, arguments, asked.Amount("value"), upgrader), file);
        tools.Gas.Add(code.Abi.Name, "(deploy)", done.GasUsed);
        return done.Receipt.Result.Contract!.Value;
    }

    private void Upgrade(TestQuestion asked)
    {
        Address contract = asked.Address("address");
        (ContractFile file, ContractCode code) = Source(asked.Text("file"));
        byte[] arguments = Arguments(asked, code.Abi.Migrate, "migrate");
        TestReceipt done = Send(asked, new TransactionAction.Upgrade(contract, file.Utf8, arguments), file);
        tools.Gas.Add(code.Abi.Name, "(upgrade)", done.GasUsed);
    }

    private Action Call(Utf8JsonWriter json, TestQuestion asked)
    {
        Address contract = asked.Address("address");
        ContractAbi abi = CodeAt(contract).Abi;
        AbiMethod method = Method(abi, asked.Text("method"));
        byte[] arguments = AbiCodec.EncodeArguments(method.Arguments, Tagged.ReadArguments(asked.Part("args"), method.Arguments, method.Name));
        TestReceipt done = Send(asked, new TransactionAction.Call(contract, method.Name, arguments, asked.Amount("value")));
        tools.Gas.Add(abi.Name, method.Name, done.GasUsed);
        return () => WriteReturned(json, method, done.Receipt.Result.ReturnValue);
    }

    private Action View(Utf8JsonWriter json, TestQuestion asked)
    {
        Address contract = asked.Address("address");
        AbiMethod method = Method(CodeAt(contract).Abi, asked.Text("method"));
        byte[] arguments = AbiCodec.EncodeArguments(method.Arguments, Tagged.ReadArguments(asked.Part("args"), method.Arguments, method.Name));
        ContractOutcome outcome = chain.View(asked.Address("from"), contract, method.Name, arguments, asked.Gas);
        if (outcome.Fault is { } fault)
            throw new InvalidOperationException("The engine has a defect.", fault);
        if (outcome.Status != ReceiptStatus.Success)
            throw new ChainRefusal(new ContractFailure(FileAt(outcome.FailedAt ?? contract), outcome.Code, outcome.Message, outcome.Function, (int)outcome.Line, (int)outcome.Column));
        return () => WriteReturned(json, method, outcome.ReturnValue);
    }

    private TestReceipt Send(TestQuestion asked, TransactionAction action, ContractFile? source = null)
    {
        Address sender = asked.Address("from");
        TestReceipt done = accounts.FirstOrDefault(account => account.Address == sender) is { } from
            ? chain.Execute(from, action, asked.Gas)
            : chain.ExecuteAs(sender, action, asked.Gas);
        if (done.Receipt.Status == ReceiptStatus.Success)
            return done;
        ContractResult result = done.Receipt.Result;
        throw new ChainRefusal(ContractFailure.Of(result.FailedAt is { } at ? FileAt(at) ?? source : source, done));
    }

    private void Advance(TestQuestion asked)
    {
        BigInteger seconds = asked.Integer("seconds");
        BigInteger blocks = asked.Has("blocks") ? asked.Integer("blocks") : 1;
        if (seconds < 0 || seconds > 100L * 366 * 86_400)
            throw new Misuse("advance goes forward, and at most a hundred years at once");
        if (blocks < 1 || blocks > AdvanceBlocksMax)
            throw new Misuse($"advance makes at least one block and at most {AdvanceBlocksMax}");
        chain.Advance(seconds.IsZero ? TestChain.StepMs * (ulong)blocks : 1_000 * (ulong)seconds, (ulong)blocks);
    }

    // ------------------------------------------------------------------ what is there

    private (ContractFile File, ContractCode Code) Source(string name)
    {
        ContractFile file = tools.Files.Read(folder, name);
        return file.Code is { } code ? (file, code) : throw new ChainRefusal(ContractFailure.Of(file));
    }

    private ContractCode CodeAt(Address address) => tools.CodeAt(chain.Moment.State, address) ?? throw new Misuse($"there is no contract at {Tagged.TextOf(address)}");

    private ContractFile? FileAt(Address address) => chain.Moment.State.TryGetContract(address, out ContractRecord contract) ? tools.Files.Find(contract.CodeHash) : null;

    private static AbiMethod Method(ContractAbi abi, string name) =>
        abi.FindMethod(name) ?? throw new Misuse($"{abi.Name} has no method '{name}'; it has {string.Join(", ", abi.Methods.Select(method => method.Name))}");

    private static byte[] Arguments(TestQuestion asked, AbiMethod? method, string name)
    {
        if (method is null && !asked.Has("args"))
            return [];
        return AbiCodec.EncodeArguments(method?.Arguments ?? [], Tagged.ReadArguments(asked.Part("args"), method?.Arguments ?? [], name));
    }

    // ------------------------------------------------------------------ answers

    private void WriteAccounts(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (TestAccount account in accounts)
        {
            Tagged.WriteObject(json, () =>
            {
                Tagged.WriteField(json, "address", () => json.WriteStringValue(Tagged.TextOf(account.Address)));
                Tagged.WriteField(json, "name", () => json.WriteStringValue(account.Name));
            });
        }
        json.WriteEndArray();
    }

    private static void WriteMethods(Utf8JsonWriter json, ContractAbi abi)
    {
        json.WriteStartArray();
        foreach (AbiMethod method in abi.Methods)
        {
            Tagged.WriteObject(json, () =>
            {
                Tagged.WriteField(json, "name", () => json.WriteStringValue(method.Name));
                Tagged.WriteField(json, "isView", () => json.WriteBooleanValue(method.IsView));
            });
        }
        json.WriteEndArray();
    }

    private static void WriteReturned(Utf8JsonWriter json, AbiMethod? method, ReadOnlyMemory<byte> returned)
    {
        if (method?.Returns is { } type && AbiCodec.TryDecode(type, returned.Span, out AbiValue? value))
            Tagged.Write(json, type, value);
        else
            Tagged.WriteUndefined(json);
    }

    private void WriteNow(Utf8JsonWriter json) => Tagged.WriteObject(json, () =>
    {
        Tagged.WriteField(json, "height", () => Tagged.WriteBig(json, chain.Moment.Parent.Height));
        Tagged.WriteField(json, "time", () => Tagged.WriteBig(json, chain.Moment.Parent.TimeMs));
    });

    private void WriteLast(Utf8JsonWriter json)
    {
        TestReceipt last = chain.Moment.Last;
        ContractResult result = last.Receipt.Result;
        AbiMethod? method = last.Method.Length > 0 && result.Contract is { } called ? tools.CodeAt(chain.Moment.State, called)?.Abi.FindMethod(last.Method) : null;
        Tagged.WriteObject(json, () =>
        {
            Tagged.WriteField(json, "ok", () => json.WriteBooleanValue(last.Code.Length == 0));
            Tagged.WriteField(json, "code", () => json.WriteStringValue(last.Code));
            Tagged.WriteField(json, "message", () => json.WriteStringValue(last.Message));
            Tagged.WriteField(json, "gasUsed", () => Tagged.WriteBig(json, last.GasUsed));
            Tagged.WriteField(json, "returned", () => WriteReturned(json, method, result.ReturnValue));
            Tagged.WriteField(json, "contract", () => WriteAddress(json, result.Contract));
            Tagged.WriteField(json, "events", () => WriteEvents(json, last.Receipt.Events));
        });
    }

    private static void WriteAddress(Utf8JsonWriter json, Address? address)
    {
        if (address is { } somebody)
            json.WriteStringValue(Tagged.TextOf(somebody));
        else
            Tagged.WriteUndefined(json);
    }

    private void WriteEvents(Utf8JsonWriter json, IReadOnlyList<ChainEvent> events)
    {
        json.WriteStartArray();
        foreach (ChainEvent one in events)
        {
            AbiEvent? declared = tools.CodeOf(chain.Moment.State, one.CodeHash).Abi.FindEvent(one.Name);
            if (declared is null || !AbiCodec.TryDecodeArguments(declared.Fields, one.Data.Span, out var fields))
                continue;
            Tagged.WriteObject(json, () =>
            {
                Tagged.WriteField(json, "contract", () => json.WriteStringValue(Tagged.TextOf(one.Source)));
                Tagged.WriteField(json, "name", () => json.WriteStringValue(one.Name));
                Tagged.WriteField(json, "fields", () => Tagged.WriteObject(json, () =>
                {
                    for (int i = 0; i < fields.Length; i++)
                        Tagged.WriteField(json, declared.Fields[i].Name, () => Tagged.Write(json, declared.Fields[i].Type, fields[i]));
                }));
            });
        }
        json.WriteEndArray();
    }
}
