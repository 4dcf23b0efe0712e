using System.Numerics;
using System.Text;
using Chain.Contracts;
using Chain.Execution.Tests.Support;
using Chain.Primitives;
using Chain.Types;
using Chain.Types.Tests.Support;

namespace Chain.Execution.Tests.Contracts;

/// <summary>A chain with one contract, the vault: it takes coins, pays them out, counts, and fails in every way that the test wants.</summary>
internal sealed class VaultChain
{
    /// <summary>The line of <c>require</c> in <c>add</c>.</summary>
    public const uint RequireLine = 28;

    public const string Source = """
        import { Contract, map, list, msg, self, emit, require, revert, transfer, at, balanceOf } from 'chain';

        export default class Vault extends Contract {
          static state = { count: 'u64', paid: map('address', 'u64'), notes: list('string') };
          static events = { Paid: { who: 'address indexed', amount: 'u64' }, Counted: { total: 'u64' } };
          static abi = {
            init: { args: { start: 'u64' }, payable: true },
            pay: { payable: true, returns: 'u64' },
            add: { args: { n: 'u32' }, returns: 'u64' },
            out: { args: { to: 'address', amount: 'u64' } },
            write: { args: { times: 'u32' } },
            spin: {},
            hoard: {},
            dive: {},
            ask: { args: { other: 'address', n: 'u32' }, returns: 'u64' },
            tryAsk: { args: { other: 'address', n: 'u32' }, returns: 'string' },
            payThenFail: { payable: true },
          };
          static receives = true;

          init(start) { this.count = start; }
          pay() {
            this.paid.set(msg.sender, this.paid.get(msg.sender) + msg.value);
            emit('Paid', { who: msg.sender, amount: msg.value });
            return this.paid.get(msg.sender);
          }
          add(n) {
            require(n > 0, 'ZERO', 'nothing to add');
            this.count += BigInt(n);
            emit('Counted', { total: this.count });
            return this.count;
          }
          out(to, amount) { transfer(to, amount); }
          write(times) {
            for (let i = 0; i < times; i++) this.count = this.count + 1n;
          }
          spin() { for (;;) this.count += 1n; }
          hoard() { const all = []; for (;;) all.push('x'.repeat(1000) + all.length); }
          dive() { this.dive(); }
          ask(other, n) { return at(other).add(n); }
          tryAsk(other, n) {
            this.count += 1000n;
            try { at(other).add(n); } catch (e) { return e.code; }
            return 'NONE';
          }
          payThenFail() {
            this.count = 77n;
            emit('Paid', { who: msg.sender, amount: msg.value });
            revert('CHANGED_MY_MIND');
          }
        }
        """;

    private static readonly ContractAbi s_abi = ReadAbi();

    public VaultChain(ChainParameters? parameters = null, ulong value = 0, int? upgrader = null)
    {
        Chain = new TestChain(TestGenesis.Create([10], parameters: parameters));
        TransactionBuilder deployment = Chain.From(0).Deploys(Source, Arguments("init", Number(5)), value, upgrader is { } n ? TestKeys.Address(n) : null);
        Vault = deployment.Contract;
        Deployed = Chain.RunOne(deployment);
        Assert.Equal(ReceiptStatus.Success, Deployed.Status);
    }

    public TestChain Chain { get; }

    public Address Vault { get; }

    public Receipt Deployed { get; }

    public static AbiValue Number(ulong number) => new AbiValue.Integer(new BigInteger(number));

    public static AbiValue Account(Address address) => new AbiValue.Address(address);

    public static byte[] Arguments(string method, params AbiValue[] values) =>
        AbiCodec.EncodeArguments(method == "init" ? s_abi.Init!.Arguments : s_abi.FindMethod(method)!.Arguments, [.. values]);

    /// <summary>A call of the vault by an account.</summary>
    public TransactionBuilder Call(int from, string method, ulong grains, params AbiValue[] arguments) => Chain.From(from).Calls(Vault, method, Arguments(method, arguments), grains);

    public TransactionBuilder Call(int from, string method, params AbiValue[] arguments) => Call(from, method, 0, arguments);

    /// <summary>The vault's counter, read from its state.</summary>
    public ulong Count => (ulong)((AbiValue.Integer)StoredState.Field(Chain.State, Vault, (StateField.Plain)s_abi.FindState("count")!)).Value;

    public static ulong ReadNumber(ReadOnlyMemory<byte> returned)
    {
        Assert.True(AbiCodec.TryDecode(AbiType.UInt.U64, returned.Span, out AbiValue? value));
        return (ulong)((AbiValue.Integer)value).Value;
    }

    private static ContractAbi ReadAbi()
    {
        ContractAbi? abi = ContractCompiler.ReadAbi(Encoding.UTF8.GetBytes(Source), ContractCompileOptions.Network, out ContractFault? fault);
        Assert.True(abi is not null, fault?.ToString());
        return abi;
    }
}
