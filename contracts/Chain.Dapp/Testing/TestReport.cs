using System.Globalization;

namespace Chain.Dapp.Testing;

/// <summary>Prints what tests did, for a person.</summary>
internal sealed class TestReport(TextWriter writer, Paint paint)
{
    private const string Indent = "      ";

    /// <summary>One file, as soon as it has run.</summary>
    public void File(TestFileResult file)
    {
        writer.WriteLine();
        writer.WriteLine(paint.Strong(file.Path));
        if (file.Failure is { } failure)
        {
            writer.WriteLine($"  {paint.Bad("✗")} the file cannot be run");
            Failure(file, failure);
        }
        foreach (TestResult test in file.Tests)
        {
            writer.WriteLine($"  {(test.Failure is null ? paint.Good("✓") : paint.Bad("✗"))} {Output.Safe(test.Name)}");
            foreach (string line in test.Log)
                writer.WriteLine(paint.Faint($"{Indent}| {Output.Safe(line)}"));
            if (test.Failure is { } problem)
                Failure(file, problem);
        }
    }

    /// <summary>The gas of every method.</summary>
    public void Gas(GasTable gas)
    {
        if (gas.Lines.Count == 0)
            return;
        writer.WriteLine();
        Table(
            ["gas by method", "calls", "least", "mean", "most"],
            gas.Lines.Select(line => (string[])[line.Key, Text(line.Value.Calls), Text(line.Value.Min), Text(line.Value.Mean), Text(line.Value.Max)]));
    }

    /// <summary>How the gas differs from the snapshot.</summary>
    public void GasChanges(IReadOnlyList<GasChange> changes)
    {
        writer.WriteLine();
        Table(
            ["gas has changed", "was", "is", "by"],
            changes.Select(change => (string[])[change.What, change.Was is { } was ? Text(was) : "-", change.Is is { } now ? Text(now) : "-", change.Difference]));
    }

    /// <summary>Which lines ran.</summary>
    public void Coverage(IReadOnlyList<FileCoverage> files)
    {
        writer.WriteLine();
        Table(
            ["coverage by line", "lines", "ran", "", "missed"],
            files.Select(file => (string[])[file.Path, Text((ulong)file.Lines), Text((ulong)(file.Lines - file.Missed.Count)), $"{file.PerMille / 10}.{file.PerMille % 10} %", file.MissedText]),
            textAtEnd: true);
    }

    private void Failure(TestFileResult file, TestFailure failure)
    {
        string where = failure.Line > 0 ? $"{file.Path}:{failure.Line}:{failure.Column}" : file.Path;
        writer.WriteLine($"{Indent}{paint.Bad(Output.Safe(Headline(failure)))}");
        Place(where, SourceExcerpt.Of(file.Source, failure.Line, failure.Column));
        if (failure.Contract is { Place.Length: > 0 } contract)
        {
            writer.WriteLine($"{Indent}{contract.Code} comes from");
            Place(contract.Place, contract.Excerpt);
        }
    }

    private void Place(string where, string excerpt)
    {
        writer.WriteLine($"{Indent}{where}");
        foreach (string line in excerpt.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            writer.WriteLine($"{Indent}{paint.Faint(line)}");
    }

    // What an expectation says speaks for itself; the name of another error says what it is.
    private static string Headline(TestFailure failure) => failure.Code is "ExpectationError" or "OutOfGas" or "OutOfMemory" ? failure.Message : $"{failure.Code}: {failure.Message}";

    private static string Text(ulong number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private void Table(string[] head, IEnumerable<string[]> rows, bool textAtEnd = false)
    {
        string[][] all = [head, .. rows];
        int[] widths = [.. head.Select((_, column) => all.Max(row => row[column].Length))];
        for (int i = 0; i < all.Length; i++)
        {
            var cells = all[i].Select((cell, column) => column == 0 || (textAtEnd && column == head.Length - 1) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            string line = string.Join("  ", cells).TrimEnd();
            writer.WriteLine(i == 0 ? paint.Strong(line) : line);
        }
    }
}
