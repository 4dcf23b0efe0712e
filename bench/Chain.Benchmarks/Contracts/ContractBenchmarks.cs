using System.Globalization;
using System.Text;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.State;
using Chain.Types;

namespace Chain.Benchmarks.Contracts;

/// <summary>
/// The contract runtime by itself, on a state in memory: what a call takes, and for each function of the chain how many nanoseconds one gas of its price is. The
/// nominal figure stands in docs/spec/gas.md; a price is wrong where it takes twice as long, or a quarter of it.
/// </summary>
internal static class ContractBenchmarks
{
    private const double Microseconds = 1e6;
    private const double Nanoseconds = 1e9;
    private const int Calls = 2_000;
    private const ulong Gas = 1UL << 38;

    private static readonly ContractContext s_context = new(1, 1, "bench", Hash256.Zero);
    private static readonly Address s_sender = new(Hashing.Sha256("sender"u8));

    /// <summary>Methods of host-functions.js with how often each does its one thing.</summary>
    private static readonly (string Method, uint Count)[] s_functions =
    [
        ("readPlain", 2_000), ("readStruct", 2_000), ("readText", 2_000), ("readBytes", 2_000), ("writePlain", 2_000), ("writeStruct", 2_000), ("writeText", 2_000),
        ("mapGet", 2_000), ("mapGetPair", 2_000), ("mapSet", 2_000), ("mapNew", 1_000), ("mapDelete", 1_000), ("mapPage", 20), ("mapWalk", 20), ("listPush", 2_000), ("listGet", 2_000),
        ("setAdd", 1_000), ("event", 1_000), ("eventBlob", 900), ("guard", 20_000), ("gas", 20_000), ("balance", 5_000), ("pay", 900), ("name_", 5_000), ("hash", 5_000), ("hashLong", 500),
        ("signature", 200), ("failing", 200), ("call", 500),
    ];

    public static IReadOnlyList<Measurement> Run()
    {
        var results = new List<Measurement>();
        results.AddRange(TokenTransfer());
        results.AddRange(Compiling());
        results.AddRange(HostFunctions());
        return results;
    }

    private static IEnumerable<Measurement> TokenTransfer()
    {
        var runtime = new ContractRuntime();
        var state = new StateOverlay(EmptyState.Instance);
        Address token = Deploy(runtime, state, Resource("token.js"), 1, Integers(1_000_000_000_000), [AbiType.UInt.U128]);
        var to = new Address(Hashing.Sha256("to"u8));
        byte[] arguments = AbiCodec.EncodeArguments([new("to", AbiType.Address.Instance), new("amount", AbiType.UInt.U128)], [new AbiValue.Address(to), new AbiValue.Integer(1)]);
        CallRequest transfer = Request(token, "transfer", arguments);
        CallRequest empty = Request(token, "nothing", []);
        ContractOutcome first = runtime.Call(state, s_context, transfer);
        Invariant.Holds(first.IsSuccess, $"a transfer succeeds: {first.Code} {first.Message}");
        ContractOutcome outcome = runtime.Call(state, s_context, transfer);
        // The runtime's code is compiled in steps while it runs: the second figure is the one that counts.
        Measurement.LeastProcessorTimePerItem(5, Calls, () => Repeat(runtime, state, transfer), Microseconds);
        double perTransfer = Measurement.LeastProcessorTimePerItem(15, Calls, () => Repeat(runtime, state, transfer), Microseconds);
        double perEmpty = Measurement.LeastProcessorTimePerItem(15, Calls, () => Repeat(runtime, state, empty), Microseconds);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(runtime, state, empty);
        long bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
        ContractOutcome nothing = runtime.Call(state, s_context, empty);
        yield return new("token transfer, warm", perTransfer, "µs", "≤ 20, then 10", $"{outcome.GasUsed} gas, {PerGas(perTransfer * 1e3, (long)outcome.GasUsed)}");
        yield return new("call of an empty method, warm", perEmpty, "µs", "≤ 2", $"{nothing.GasUsed} gas, {bytes} bytes allocated, {PerGas(perEmpty * 1e3, (long)nothing.GasUsed)}");
    }

    private static IEnumerable<Measurement> Compiling()
    {
        byte[] source = Encoding.UTF8.GetBytes(Resource("host-functions.js"));
        double compile = Measurement.LeastProcessorTimePerItem(25, 60, () =>
        {
            for (int i = 0; i < 60; i++)
                ContractCompiler.Compile(source, ContractCompileOptions.Network, out _);
        }, Microseconds);
        ContractCode code = ContractCompiler.Compile(source, ContractCompileOptions.Network, out _)!;
        double touch = compile * 1e3 / (HostGas.FirstTouch + (code.Weight * HostGas.FirstTouchWeight));
        yield return new("compile a contract", compile, "µs", "≥ 5 MB/s", $"{source.Length} bytes, {source.Length / compile:0.0} MB/s, weight {code.Weight}, {compile * 1e3 / code.Weight:0} ns a unit of weight, {touch:0.0} ns a gas of the first touch");
    }

    private static IEnumerable<Measurement> HostFunctions()
    {
        var runtime = new ContractRuntime();
        var start = new StateOverlay(EmptyState.Instance);
        string source = Resource("host-functions.js");
        Address other = Deploy(runtime, start, source, 1, [new AbiValue.Address(s_sender)], [AbiType.Address.Instance]);
        Address contract = Deploy(runtime, start, source, 2, [new AbiValue.Address(other)], [AbiType.Address.Instance], 1_000_000);
        foreach ((string method, uint count) in s_functions)
        {
            (double nanoseconds, long gas) = Measure(runtime, start, contract, method, count);
            (double loop, long loopGas) = Measure(runtime, start, contract, "nothing", count);
            double each = (nanoseconds - loop) / count;
            long gasEach = (gas - loopGas) / count;
            yield return new($"host function: {method}", each, "ns", "", $"{gasEach} gas, {PerGas(each, gasEach)}");
        }
    }

    /// <summary>The fastest of several runs, each on a fresh overlay.</summary>
    private static (double Nanoseconds, long Gas) Measure(ContractRuntime runtime, IStateReader start, Address contract, string method, uint count)
    {
        CallRequest request = Request(contract, method, AbiCodec.EncodeArguments([new("n", AbiType.UInt.U32)], [new AbiValue.Integer(count)]));
        double best = double.MaxValue;
        long gas = 0;
        for (int i = 0; i < 15; i++)
        {
            var state = new StateOverlay(start);
            TimeSpan began = Environment.CpuUsage.TotalTime;
            ContractOutcome outcome = runtime.Call(state, s_context, request);
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - began).TotalSeconds * Nanoseconds);
            Invariant.Holds(outcome.IsSuccess, $"{method} succeeds: {outcome.Code} {outcome.Message} in line {outcome.Line}");
            gas = (long)outcome.GasUsed;
        }
        return (best, gas);
    }

    private static void Repeat(ContractRuntime runtime, StateOverlay state, CallRequest request)
    {
        int mark = state.Mark();
        for (int i = 0; i < Calls; i++)
            Invariant.Holds(runtime.Call(state, s_context, request).IsSuccess, "the call succeeds");
        state.RollbackTo(mark);
    }

    private static Address Deploy(ContractRuntime runtime, StateOverlay state, string source, ulong number, AbiValue[] arguments, AbiType[] types, ulong value = 0)
    {
        Address address = Address.OfContract(s_sender, 0, number);
        var writer = new WireWriter();
        new AccountRecord(Amount.FromGrains(1_000_000_000), 0, HistoryLink.None).Write(writer);
        state.Set(StateKeys.Account(s_sender).Span, writer.Written);
        ContractOutcome outcome = runtime.Deploy(state, s_context, new DeployRequest
        {
            Sender = s_sender,
            Contract = address,
            Source = Encoding.UTF8.GetBytes(source),
            Arguments = AbiCodec.EncodeArguments([.. types.Select(type => new AbiField("", type))], [.. arguments]),
            Value = Amount.FromGrains(value),
            Gas = Gas,
        });
        Invariant.Holds(outcome.IsSuccess, $"the contract is deployed: {outcome.Code} {outcome.Message} {outcome.Line}:{outcome.Column} {outcome.Fault}");
        return address;
    }

    private static AbiValue[] Integers(params long[] numbers) => [.. numbers.Select(number => new AbiValue.Integer(number))];

    private static CallRequest Request(Address contract, string method, byte[] arguments) =>
        new() { Sender = s_sender, Contract = contract, Method = method, Arguments = arguments, Gas = Gas, StateWritesMax = int.MaxValue };

    private static string PerGas(double nanoseconds, long gas) => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / gas:0.00} ns a gas");

    /// <summary>A source that is embedded here.</summary>
    internal static string Resource(string name)
    {
        using Stream stream = typeof(ContractBenchmarks).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
