using System.CommandLine;
using System.Text.Json;
using Chain.Benchmarks;
using Chain.Benchmarks.Contracts;
using Chain.Benchmarks.Script;
using Chain.Primitives.Crypto;
using Chain.Wallet.Keys;

var json = new Option<bool>("--json") { Description = "print one JSON envelope and nothing else", Recursive = true };
var root = new RootCommand("The benchmarks: each figure beside its budget, with the conditions it was measured under.") { json };

var which = new Argument<string?>("part") { Description = $"one of {string.Join(", ", MicroBenchmarks.All.Keys)}; all when left out", Arity = ArgumentArity.ZeroOrOne };
var micro = new Command("micro", "the parts by themselves") { which };
micro.SetAction(parse => Micro(parse.GetValue(which), parse.GetValue(json)));
root.Add(micro);
root.SetAction(parse => Micro(null, parse.GetValue(json)));

var validators = new Option<int>("--validators") { Description = "nodes to start", DefaultValueFactory = _ => 1 };
var seconds = new Option<int>("--seconds") { Description = "how long transactions are offered", DefaultValueFactory = _ => 30 };
var rate = new Option<int>("--rate") { Description = "transactions offered a second; 0: as many as are taken", DefaultValueFactory = _ => 0 };
var senders = new Option<int>("--senders") { Description = "sending accounts", DefaultValueFactory = _ => 2_000 };
var basePort = new Option<int>("--base-port") { Description = "first port of the benchmark's own testnet", DefaultValueFactory = _ => 17_000 };
var transfers = new Command("transfers", "transfers end to end, over real processes and sockets") { validators, seconds, rate, senders, basePort };
transfers.SetAction((parse, _) => LoadAsync(parse, parse.GetValue(rate), parse.GetValue(validators), parse.GetValue(senders)));
root.Add(transfers);

var contracts = new Command("contracts", "transfers of a token contract end to end, and blocks of ten thousand different contracts") { validators, seconds, rate, senders, basePort };
contracts.SetAction(async (parse, _) =>
{
    Action<string> say = text => Console.Error.WriteLine($"bench: {text}");
    IReadOnlyList<Measurement> cold = ColdContractBenchmarks.Run(say);
    IReadOnlyList<Measurement> load = await LoadBenchmarks.TransfersAsync(
        parse.GetValue(validators), parse.GetValue(seconds), parse.GetValue(rate), parse.GetValue(senders), parse.GetValue(basePort), Funders(), say, ContractBenchmarks.Resource("token.js"));
    Print([.. load, .. cold], parse.GetValue(json));
    return 0;
});
root.Add(contracts);

var latency = new Command("latency", "time to final at light load: 20 transfers a second on four validators") { seconds, basePort };
latency.SetAction((parse, _) => LoadAsync(parse, 20, 4, 50));
root.Add(latency);

var attackers = new Option<int>("--validators") { Description = "nodes to start", DefaultValueFactory = _ => 4 };
var attacks = new Command("attacks", "the time between blocks while thirty contracts attack") { attackers, seconds, basePort };
attacks.SetAction(async (parse, _) =>
{
    Print(await AttackBenchmarks.RunAsync(parse.GetValue(attackers), parse.GetValue(seconds), parse.GetValue(basePort), Funders(), text => Console.Error.WriteLine($"bench: {text}")), parse.GetValue(json));
    return 0;
});
root.Add(attacks);

var script = new Command("script", "the contract engine beside Node.js and QuickJS");
script.SetAction(parse =>
{
    Print(ScriptBenchmarks.Run(Path.Combine(Environment.GetEnvironmentVariable("CHAIN_ROOT") ?? ".", "artifacts"), text => Console.Error.WriteLine($"bench: {text}")), parse.GetValue(json));
    return 0;
});
root.Add(script);

var filter = new Option<string?>("--filter") { Description = "only what contains this" };
var runs = new Option<int>("--runs") { Description = "the fastest of so many", DefaultValueFactory = _ => 5 };
var folder = new Option<string?>("--attacks") { Description = "a folder of attacks; the own ones are measured anyway" };
var all = new Option<bool>("--all") { Description = "print every figure, not only those outside of their limits" };
var gas = new Command("gas", "calibration: nanoseconds per gas of every opcode and builtin; fails where the gas table is wrong") { filter, runs, folder, all };
gas.SetAction(parse => GasBenchmarks.Run(parse.GetValue(filter), parse.GetValue(runs), parse.GetValue(folder), parse.GetValue(all)));
root.Add(gas);

return await root.Parse(args).InvokeAsync();

int Micro(string? part, bool asJson)
{
    if (part is not null && !MicroBenchmarks.All.ContainsKey(part))
    {
        Console.Error.WriteLine($"chain: there is no benchmark '{part}'; there are {string.Join(", ", MicroBenchmarks.All.Keys)}.");
        return 2;
    }
    var results = new List<Measurement>();
    foreach ((string name, Func<IReadOnlyList<Measurement>> run) in MicroBenchmarks.All)
    {
        if (part is null || name == part)
            results.AddRange(run());
    }
    Print(results, asJson);
    return 0;
}

async Task<int> LoadAsync(ParseResult parse, int perSecond, int nodes, int accounts)
{
    IReadOnlyList<Measurement> results = await LoadBenchmarks.TransfersAsync(
        nodes, parse.GetValue(seconds), perSecond, accounts, parse.GetValue(basePort), Funders(), text => Console.Error.WriteLine($"bench: {text}"));
    Print(results, parse.GetValue(json));
    return 0;
}

static PrivateKey[] Funders() => [.. Enumerable.Range(0, DevelopmentAccounts.Count).Select(DevelopmentAccounts.DeriveKey)];

static void Print(IReadOnlyList<Measurement> results, bool asJson)
{
    if (asJson)
    {
        object data = new { machine = Machine.Describe(), results = results.Select(r => new { name = r.Name, value = r.Value, unit = r.Unit, budget = r.Budget, conditions = r.Conditions }) };
        Console.Out.WriteLine(JsonSerializer.Serialize(new { schema = 1, ok = true, data, errors = Array.Empty<object>(), warnings = Array.Empty<string>() }));
        return;
    }
    Console.Out.WriteLine(Machine.Describe());
    foreach (Measurement result in results)
        Console.Out.WriteLine($"{result.Name,-36} {result.Value,12:N2} {result.Unit,-12} {result.Budget,-26} {result.Conditions}".TrimEnd());
}
