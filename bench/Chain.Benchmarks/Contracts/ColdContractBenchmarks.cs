using System.Globalization;
using System.Text;
using Chain.Contracts;
using Chain.Execution;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State;
using Chain.Types;

namespace Chain.Benchmarks.Contracts;

/// <summary>
/// Ten thousand contracts of different sources, deployed and then called once each by a node that has none of them compiled: whole
/// blocks, filled up to their gas, against the time that a full block may take.
/// </summary>
internal static class ColdContractBenchmarks
{
    private const int Count = 10_000;
    private const ulong BlockGas = 200_000_000;
    private const double BlockBudgetMs = 1_200;
    private const ulong ProbeGas = 10_000_000;

    /// <summary>Runs it; a minute or two.</summary>
    public static IReadOnlyList<Measurement> Run(Action<string> say)
    {
        GenesisDocument genesis = Genesis();
        var chain = new MemoryChain(genesis);
        var kept = new KeptCode();
        ulong deployGas = Measure(chain, DeployOf(0));
        say($"deploying {Count} different contracts, {deployGas} gas each");
        List<BlockTime> deployments = chain.RunAll(Transactions(genesis.Hash, 0, deployGas, DeployOf), new ContractRuntime());
        ulong gas = Measure(chain, CallOf(0));
        say($"calling each of them once, {gas} gas");
        List<BlockTime> calls = chain.RunAll(Transactions(genesis.Hash, 1, gas, CallOf), new ContractRuntime(new ContractRuntimeOptions { CompiledCode = kept }));
        kept.Encode();
        say("and twice more after a start: with nothing kept, and with the compiled code that the first calls kept");
        List<BlockTime> again = chain.RunAll(Transactions(genesis.Hash, 2, gas, CallOf), new ContractRuntime());
        List<BlockTime> found = chain.RunAll(Transactions(genesis.Hash, 3, gas, CallOf), new ContractRuntime(new ContractRuntimeOptions { CompiledCode = kept }));
        int bytes = Source(0).Length;
        return
        [
            .. Report("ten thousand deployments", deployments, $"{bytes} bytes of source and {deployGas} gas each"),
            .. Report("ten thousand contracts, one call each, cold", calls, $"{bytes} bytes of source each, {gas} gas a call"),
            .. Report("a second call each, cold", again, "nothing kept"),
            .. Report("a third call each, compiled code kept", found, "compiled code in memory instead of files"),
        ];
    }

    // Numbers of more digits take a little more.
    private static ulong Measure(MemoryChain chain, TransactionAction action) =>
        Simulation.Simulate(Body(chain.Rules.GenesisHash, 0, ProbeGas, action).Sign(SenderKey(0).GetPublicKey(), default), chain.State, chain.Rules).GasExecuted + 1_000;

    private static IEnumerable<Measurement> Report(string name, List<BlockTime> blocks, string conditions)
    {
        BlockTime slowest = blocks.MaxBy(block => block.Milliseconds / block.Gas);
        int transactions = blocks.Sum(block => block.Transactions);
        double perGas = blocks.Sum(block => block.Milliseconds) * 1e6 / blocks.Sum(block => (double)block.Gas);
        yield return new(name, slowest.Milliseconds * BlockGas / slowest.Gas, "ms a full block", $"≤ {BlockBudgetMs:0}", $"slowest of {blocks.Count} blocks, {conditions}, state in memory, processor time of one core");
        yield return new(name, perGas, "ns a gas", "≤ 6", $"{transactions} transactions, {blocks.Sum(block => block.Failed)} failed");
    }

    private static byte[] Source(int index) => Encoding.UTF8.GetBytes($$"""
        import { Contract, map, msg, emit, require } from 'chain';

        /** Number {{index.ToString("00000", CultureInfo.InvariantCulture)}} of many. */
        export default class Many extends Contract {
          static state = { total: 'u64', byUser: map('address', 'u64'), note: 'string' };
          static events = { Counted: { who: 'address indexed', total: 'u64' } };
          static abi = { add: { args: { n: 'u64' }, returns: 'u64' }, sum: { args: { from: 'u64', to: 'u64' }, returns: 'u64', view: true }, describe: { returns: 'string', view: true } };

          add(n) {
            require(n > 0n, 'ZERO', 'nothing to add');
            this.total += n;
            this.byUser.set(msg.sender, this.byUser.get(msg.sender) + n);
            emit('Counted', { who: msg.sender, total: this.total });
            return this.total;
          }

          sum(from, to) {
            let sum = 0n;
            for (let i = from; i < to; i += 1n) {
              if (i % 3n === 0n || i % 5n === 0n) sum += i;
              else sum -= i;
            }
            return sum;
          }

          describe() {
            const parts = ['this', 'is', 'number', {{index.ToString(CultureInfo.InvariantCulture)}}].map((part) => String(part).toUpperCase());
            return `${parts.join(' ')}: ${this.note} (${this.total})`;
          }
        }
        """);

    private static TransactionAction.Deploy DeployOf(int index) => new(Source(index), default, Amount.Zero, null);

    private static TransactionAction.Call CallOf(int index) => new(Address.OfContract(SenderAddress(index), 0, 0), "add", new byte[] { 0, 0, 0, 0, 0, 0, 0, 1 }, Amount.Zero);

    private static VerifiedTransaction[] Transactions(Hash256 genesisHash, ulong sequence, ulong gas, Func<int, TransactionAction> action)
    {
        var transactions = new VerifiedTransaction[Count];
        Parallel.For(0, Count, i =>
        {
            UnsignedTransaction body = Body(genesisHash, sequence, gas, action(i));
            transactions[i] = VerifiedTransaction.Verify(body.Sign(SenderKey(i).GetPublicKey(), SenderKey(i).Sign(body.SigningDigest())), genesisHash)!;
        });
        return transactions;
    }

    private static UnsignedTransaction Body(Hash256 genesisHash, ulong sequence, ulong gas, TransactionAction action)
    {
        UnsignedTransaction.TryCreate(genesisHash, 0, sequence, 900, gas, 1_000_000_000, 0, "", action, out UnsignedTransaction? body);
        Invariant.Holds(body is not null, "the sample is in range");
        return body;
    }

    private static PrivateKey SenderKey(int index) => Samples.Key(index);

    private static Address SenderAddress(int index) => Address.OfKey(SenderKey(index).GetPublicKey());

    private static GenesisDocument Genesis()
    {
        PrivateKey key = Samples.Key(-1);
        Address operatorAddress = Address.OfKey(key.GetPublicKey());
        var validator = new GenesisValidator(operatorAddress, key.GetPublicKey(), key.Sign(TransactionAction.PossessionDigest(default, operatorAddress)), Amount.FromGrains(Amount.GrainsPerCoin));
        GenesisAccount[] accounts = [.. Enumerable.Range(0, Count).Select(static i => new GenesisAccount(SenderAddress(i), Amount.FromGrains(100 * Amount.GrainsPerCoin)))];
        GenesisDocument.TryCreate("chain-bench", "chn", 1, ExecutionBenchmarks.Parameters, accounts, [validator], out GenesisDocument? genesis);
        Invariant.Holds(genesis is not null, "the sample is a genesis document");
        return genesis;
    }

    private readonly record struct BlockTime(int Transactions, int Failed, ulong Gas, double Milliseconds);

    /// <summary>Blocks one after the other on a state in memory, each as full as its gas allows.</summary>
    private sealed class MemoryChain
    {
        private ParentContext _parent;

        public MemoryChain(GenesisDocument genesis)
        {
            Rules = ChainRules.Of(genesis);
            State.Apply(GenesisState.Build(genesis));
            _parent = ParentContext.Genesis(genesis, State, Hashing.Sha256("root"u8));
        }

        public ChainRules Rules { get; }

        public DictionaryState State { get; } = new();

        public List<BlockTime> RunAll(VerifiedTransaction[] transactions, ContractRuntime runtime)
        {
            var blocks = new List<BlockTime>();
            for (int next = 0; next < transactions.Length;)
            {
                IReadOnlyList<VerifiedTransaction> picked = BlockSelection.Select(transactions.Skip(next), Rules, _parent, State);
                Invariant.Holds(picked.Count > 0, "a block has room");
                next += picked.Count;
                blocks.Add(Run(picked, runtime));
            }
            return blocks;
        }

        // The proposer's commit is left out: it is no part of execution.
        private BlockTime Run(IReadOnlyList<VerifiedTransaction> transactions, ContractRuntime runtime)
        {
            Block block = BlockBuilder.Build(_parent, 0, _parent.TimeMs + 1, transactions, [], null);
            // What else the machine does takes time from this and adds none here.
            TimeSpan started = Environment.CpuUsage.TotalTime;
            BlockResult result = BlockExecutor.Execute(block, transactions, State, Rules, runtime);
            double milliseconds = (Environment.CpuUsage.TotalTime - started).TotalMilliseconds;
            State.Apply(result.Writes);
            _parent = ParentContext.After(block, result, Hashing.Sha256("root"u8));
            int failed = result.Receipts.Count(static encoded => Receipt.TryDecode(encoded.Span, out Receipt? receipt) != 0 || receipt!.Status != ReceiptStatus.Success);
            return new BlockTime(transactions.Count, failed, result.GasUsed, milliseconds);
        }
    }

    // Compiled code as a disk would give it back. It is encoded apart from the calls, as a node's other thread does it.
    private sealed class KeptCode : ICompiledCodeStore
    {
        private readonly Dictionary<Hash256, byte[]> _kept = [];
        private readonly List<(Hash256 Key, Func<byte[]> Encode)> _waiting = [];

        public void Encode() => _waiting.ForEach(code => _kept[code.Key] = code.Encode());

        public bool TryRead(Hash256 key, out ReadOnlyMemory<byte> bytes)
        {
            bool found = _kept.TryGetValue(key, out byte[]? kept);
            bytes = kept;
            return found;
        }

        public void Write(Hash256 key, Func<byte[]> encode) => _waiting.Add((key, encode));

        public void Reject(Hash256 key) => throw new InvalidOperationException("code that was kept a moment ago is that of the source");
    }

    private sealed class DictionaryState : IStateReader
    {
        private readonly Dictionary<string, ReadOnlyMemory<byte>> _values = new(StringComparer.Ordinal);

        public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> value) => _values.TryGetValue(Convert.ToHexString(key), out value);

        public void Apply(StateWrites writes)
        {
            foreach (StateWrite write in writes.Items)
            {
                string key = Convert.ToHexString(write.Key.Span);
                if (write.NewValue is { } value)
                    _values[key] = value;
                else
                    _values.Remove(key);
            }
        }
    }
}
