using Chain.Script.Proof.Calibration;

namespace Chain.Benchmarks.Script;

/// <summary>
/// Calibration of the gas table: nanoseconds per gas of every opcode and builtin at three sizes and of the attacks, by processor time, the fastest of
/// several runs. One gas says <see cref="Calibrator.NominalNanoseconds"/>; what takes more than twice that, or less than a quarter, fails.
/// </summary>
internal static class GasBenchmarks
{
    private const int WorstShown = 5;

    public static int Run(string? filter, int runs, string? attacks, bool isAll)
    {
        CalibrationFigure reference = Calibrator.Reference(runs);
        Console.Out.WriteLine($"{Machine.Describe()}\none gas says {Calibrator.NominalNanoseconds} ns; a loop of simple opcodes takes {reference.PerGas:N2} ns/gas here");
        Calibrator.WarmUp(filter);
        CalibrationFigure[] opcodes = [.. Calibrator.Opcodes(filter, runs)];
        CalibrationFigure[] builtins = [.. Calibrator.Builtins(filter, runs)];
        CalibrationFigure[] hostile = [.. Calibrator.Attacks(filter, runs, attacks)];
        int failures = 0;
        foreach (CalibrationFigure figure in opcodes.Concat(builtins).Concat(hostile).OrderByDescending(figure => figure.PerGas))
        {
            string verdict = Calibrator.Verdict(figure);
            failures += verdict.Length > 0 ? 1 : 0;
            if (isAll || verdict.Length > 0)
                Console.Out.WriteLine($"{figure.PerGas,8:N2} ns/gas {figure.Gas,11} gas  {figure.Kind} {figure.Name} n={figure.Size}  {verdict}".TrimEnd());
        }
        foreach ((string name, CalibrationFigure[] figures) in ((string, CalibrationFigure[])[])[("opcodes", opcodes), ("builtins", builtins), ("attacks", hostile)])
            Console.Out.WriteLine($"{name}: {figures.Length} figures, median {Median(figures):N2} ns/gas, worst {string.Join(", ", figures.OrderByDescending(f => f.PerGas).Take(WorstShown).Select(f => $"{f.Name} {f.PerGas:N1}"))}");
        foreach (IGrouping<char, CalibrationFigure> group in hostile.GroupBy(figure => figure.Name[0]).OrderBy(group => group.Key))
            Console.Out.WriteLine($"worst script of group {group.Key}: {group.MaxBy(figure => figure.PerGas)!.Name} {group.Max(figure => figure.PerGas):N2} ns/gas");
        Console.Out.WriteLine($"calibration: {opcodes.Length + builtins.Length + hostile.Length} figures, {failures} outside of what their gas says");
        return failures == 0 ? 0 : 1;
    }

    private static double Median(CalibrationFigure[] figures) => figures.Length == 0 ? 0 : figures.Select(figure => figure.PerGas).Order().ElementAt(figures.Length / 2);
}
