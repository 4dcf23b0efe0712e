using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.State;
using Chain.Types;

namespace Chain.Contracts.Tests.Runtime;

/// <summary>A state with some rich accounts and a runtime over it; each request is a transaction of its own that is kept or undone whole.</summary>
internal sealed class Ledger
{
    internal const string Prefix = "test";
    internal const ulong Gas = 50_000_000;
    internal const ulong Rich = 1_000_000_000_000;

    private ulong deployed;

    internal Ledger(ContractRuntime? runtime = null, IStateReader? below = null)
    {
        Runtime = runtime ?? new ContractRuntime();
        State = new StateOverlay(below ?? EmptyState.Instance);
        for (int i = 0; i < 4; i++)
            SetBalance(Account(i), Rich);
    }

    internal ContractRuntime Runtime { get; set; }

    internal StateOverlay State { get; }

    internal ContractContext Context { get; set; } = new(7, 1_700_000_000_123, Prefix, Hash256.Zero);

    internal static Address Account(int number) => new(Hashing.Sha256([(byte)number, 77]));

    internal static string TextOf(Address address) => AddressText.Format(address, Prefix);

    internal static AbiValue Int(BigInteger value) => new AbiValue.Integer(value);

    internal static AbiValue Of(Address address) => new AbiValue.Address(address);

    internal static AbiValue Of(string text) => new AbiValue.Text(text);

    internal static AbiValue Of(params byte[] bytes) => new AbiValue.Bytes(bytes);

    internal void SetBalance(Address address, ulong grains)
    {
        State.TryGetAccount(address, out AccountRecord account);
        var writer = new WireWriter();
        (account with { Balance = Amount.FromGrains(grains) }).Write(writer);
        State.Set(StateKeys.Account(address).Span, writer.Written);
    }

    /// <summary>Deploys a source that must be good.</summary>
    internal Address Deploy(string source, params AbiValue[] arguments)
    {
        Address address = NextAddress();
        ContractOutcome outcome = TryDeploy(source, arguments);
        Assert.True(outcome.IsSuccess, $"{outcome.Status} {outcome.Code} {outcome.Message} {outcome.Line}:{outcome.Column} {outcome.Fault}");
        return address;
    }

    internal Address NextAddress() => Address.OfContract(Account(0), 0, deployed);

    internal ContractOutcome TryDeploy(string source, AbiValue[]? arguments = null, ulong value = 0, Address? upgrader = null, ulong gas = Gas, Address? address = null)
    {
        ContractCode? code = ContractCompiler.Compile(Encoding.UTF8.GetBytes(source), ContractCompileOptions.Network, out _);
        return Runtime.Deploy(State, Context, new DeployRequest
        {
            Sender = Account(0),
            Contract = address ?? Address.OfContract(Account(0), 0, deployed++),
            Source = Encoding.UTF8.GetBytes(source),
            Arguments = AbiCodec.EncodeArguments(code?.Abi.Init?.Arguments ?? [], [.. arguments ?? []]),
            Value = Amount.FromGrains(value),
            Upgrader = upgrader,
            Gas = gas,
        });
    }

    internal ContractOutcome Call(Address contract, string method, params AbiValue[] arguments) => CallAs(0, contract, method, arguments);

    internal ContractOutcome CallAs(int sender, Address contract, string method, AbiValue[] arguments, ulong value = 0, ulong gas = Gas, int writes = ProtocolLimits.BlockStateWritesMax) =>
        Runtime.Call(State, Context, new CallRequest
        {
            Sender = Account(sender),
            Contract = contract,
            Method = method,
            Arguments = Encode(contract, method, arguments),
            Value = Amount.FromGrains(value),
            Gas = gas,
            StateWritesMax = writes,
        });

    /// <summary>The return value of a call that must succeed.</summary>
    internal AbiValue? Get(Address contract, string method, params AbiValue[] arguments)
    {
        ContractOutcome outcome = Call(contract, method, arguments);
        Assert.True(outcome.IsSuccess, $"{outcome.Status} {outcome.Code} {outcome.Message} {outcome.Line}:{outcome.Column} {outcome.Fault}");
        AbiType? type = AbiOf(contract).FindMethod(method)!.Returns;
        if (type is null)
            return null;
        Assert.True(AbiCodec.TryDecode(type, outcome.ReturnValue.Span, out AbiValue? value));
        return value;
    }

    internal BigInteger GetInt(Address contract, string method, params AbiValue[] arguments) => ((AbiValue.Integer)Get(contract, method, arguments)!).Value;

    internal string GetText(Address contract, string method, params AbiValue[] arguments) => ((AbiValue.Text)Get(contract, method, arguments)!).Value;

    /// <summary>What <c>run</c> of a source returns.</summary>
    internal string GetTextOf(string source) => GetText(Deploy(source), "run");

    internal ContractOutcome View(Address contract, string method, params AbiValue[] arguments) => Runtime.View(State, Context, new ViewRequest
    {
        Sender = Account(0),
        Contract = contract,
        Method = method,
        Arguments = Encode(contract, method, arguments),
        Gas = Gas,
    });

    internal ContractOutcome Upgrade(Address contract, string source, int sender = 0, params AbiValue[] arguments)
    {
        ContractCode? code = ContractCompiler.Compile(Encoding.UTF8.GetBytes(source), ContractCompileOptions.Network, out _);
        return Runtime.Upgrade(State, Context, new UpgradeRequest
        {
            Sender = Account(sender),
            Contract = contract,
            Source = Encoding.UTF8.GetBytes(source),
            Arguments = AbiCodec.EncodeArguments(code?.Abi.Migrate?.Arguments ?? [], [.. arguments]),
            Gas = Gas,
        });
    }

    internal ContractOutcome Freeze(Address contract, int sender = 0) =>
        Runtime.Freeze(State, Context, new FreezeRequest { Sender = Account(sender), Contract = contract, Gas = Gas });

    internal ulong Balance(Address address) => State.Balance(address).Grains;

    internal ContractAbi AbiOf(Address contract)
    {
        Assert.True(State.TryGetContract(contract, out ContractRecord record) && State.TryGetCode(record.CodeHash, out _));
        State.TryGetCode(record.CodeHash, out CodeRecord code);
        return ContractCompiler.Compile(code.Source, ContractCompileOptions.Network, out _)!.Abi;
    }

    /// <summary>All that the state holds over what lies below, as one text.</summary>
    internal string Fingerprint() => string.Join('\n', State.ToWrites().Items.Select(write => $"{Convert.ToHexString(write.Key.Span)}={Convert.ToHexString(write.NewValue!.Value.Span)}"));

    private byte[] Encode(Address contract, string method, AbiValue[] arguments)
    {
        if (!State.TryGetContract(contract, out _))
            return [];
        ImmutableArray<AbiField> declared = AbiOf(contract).FindMethod(method)?.Arguments ?? [];
        return AbiCodec.EncodeArguments(declared, [.. arguments]);
    }
}
