using System.Globalization;
using Chain.LoadGenerator;
using Chain.Primitives.Crypto;
using Chain.Script.Proof.Attacks;
using Chain.Types;

namespace Chain.Benchmarks;

/// <summary>The pace of blocks on a real testnet while contracts attack.</summary>
internal static class AttackBenchmarks
{
    private const int Contracts = 30;
    private const int Payers = 4;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(int validators, int seconds, int basePort, IReadOnlyList<PrivateKey> accounts, Action<string> say)
    {
        byte[][] sources = [.. AttackCorpus.Own.Select(AttackContracts.Of).Where(static source => source.Length <= ProtocolLimits.ContractSourceBytesMax && !source.AsSpan().Contains((byte)0))];
        sources = [.. sources.Where((_, place) => place % (sources.Length / Contracts) == 0).Take(Contracts)];
        await using Testnet testnet = await Testnet.StartAsync(validators, basePort);
        var run = new AttackRun(testnet.Grpc, accounts.Skip(Payers).ToArray(), accounts.Take(Payers).ToArray(), sources, say);
        AttackReport report = await run.RunAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None);
        string conditions = string.Create(
            CultureInfo.InvariantCulture,
            $"{validators} validators and the generator on this machine, {seconds} s each; {report.Contracts} contracts of {accounts.Count - Payers} accounts, calls of {AttackRun.CallGas / 1e6:0} million gas");
        double normal = report.Normal.Percentile(50);
        return
        [
            .. Of("alone", report.Normal, conditions),
            .. Of("attacked", report.Attacked, conditions),
            new("interval, attacked p50 / alone p50", normal == 0 ? 0 : report.Attacked.Percentile(50) / normal, "times", "≤ 3", ""),
            new("interval, attacked p99 / alone p50", normal == 0 ? 0 : report.Attacked.Percentile(99) / normal, "times", "", ""),
        ];
    }

    private static Measurement[] Of(string when, BlockPace pace, string conditions) =>
    [
        new($"interval, {when}, p50", pace.Percentile(50), "ms", "", conditions),
        new($"interval, {when}, p99", pace.Percentile(99), "ms", "", $"{pace.Blocks} blocks, {pace.LateRounds} first proposed after round 0"),
        new($"interval, {when}, longest", pace.Percentile(100), "ms", "", string.Create(CultureInfo.InvariantCulture, $"{(double)pace.Transactions / pace.Blocks:0.0} transactions and {pace.GasLimits / 1e6 / pace.Blocks:0} million gas of limits a block")),
    ];
}
