using Chain.Script.Execution;

namespace Chain.Script.Tests.Execution;

/// <summary>The realm and compiled units are shared by machines on all threads.</summary>
public sealed class ThreadsTests
{
    private const string Source = """
        class Point { #x; constructor(x) { this.#x = x; } get x() { return this.#x; } }
        const seen = new Map();
        for (let i = 0; i < 300; i++) seen.set('k' + i % 7, [i].map(v => new Point(v).x).concat(seen.get('k' + i % 7) ?? []));
        const text = JSON.stringify([...seen].sort());
        text.length + ':' + text.replaceAll('k', '').slice(0, 30) + [...'héllo'].toSorted().join('') + (3n ** 40n)
        """;

    [Fact]
    public void Machines_on_many_threads_give_the_same()
    {
        var unit = Scripts.Compile(Source);
        var expected = Told(Scripts.NewMachine().Run(unit));
        string[] results = new string[64];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => results[i] = Told(Scripts.NewMachine().Run(unit)));
        Assert.All(results, result => Assert.Equal(expected, result));
    }

    [Fact]
    public void Units_that_nobody_has_run_yet_may_be_run_by_all_at_once()
    {
        for (int round = 0; round < 8; round++)
        {
            var unit = Scripts.Compile(Source + "//" + round);
            string[] results = new string[8];
            Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => results[i] = Told(Scripts.NewMachine().Run(unit)));
            Assert.Single(results.Distinct(StringComparer.Ordinal));
        }
    }

    private static string Told(RunResult result) => $"{result.Status} {result.Value} {result.GasUsed} {result.MemoryUsed} {result.Error}";
}
