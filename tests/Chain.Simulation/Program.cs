using System.Diagnostics;
using Chain.Simulation;

var watch = Stopwatch.StartNew();
ulong first = args.Length > 0 ? ulong.Parse(args[0]) : 0;
int count = args.Length > 1 ? int.Parse(args[1]) : 1;
Mutation mutation = args.Length > 2 ? Enum.Parse<Mutation>(args[2]) : Mutation.None;
bool fork = args.Length > 3 && args[3] == "fork";
int failed = 0;
for (ulong seed = first; seed < first + (ulong)count; seed++)
{
    long start = watch.ElapsedMilliseconds;
    RunResult result = ConsensusRun.Run(seed, mutation, fork, args.Length > 4 ? Console.Out : null);
    failed += result.Failure is null ? 0 : 1;
    Console.WriteLine($"{seed} {watch.ElapsedMilliseconds - start} ms steps {result.Steps} height {result.Height} healing {result.HealingMs} accused {result.Accused.Count} {result.TraceHash:x16} {result.Failure?.Message}");
}
Console.WriteLine($"{failed} of {count} failed, {watch.ElapsedMilliseconds} ms");
return failed == 0 ? 0 : 1;
