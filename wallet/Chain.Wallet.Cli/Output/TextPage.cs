using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Chain.Wallet.Cli.Output;

/// <summary>Text for people: lines, fields, tables. Everything from outside goes through <see cref="Display.Safe"/> here, so that no caller can forget it.</summary>
internal sealed class TextPage
{
    private const int PlainWidth = 400;

    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);
    private readonly IAnsiConsole _console;

    public TextPage(bool isColored, int? terminalWidth)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isColored ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isColored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_text),
        });
        // Piped text is not wrapped: a line a value, whatever COLUMNS says.
        _console.Profile.Width = terminalWidth is > 40 ? terminalWidth.Value : PlainWidth;
    }

    /// <summary>A line.</summary>
    public void Line(string text) => _text.WriteLine(Display.Safe(text));

    /// <summary>An empty line.</summary>
    public void Gap() => _text.WriteLine();

    /// <summary>A line of text that is meant to have control characters; never anything from outside.</summary>
    public void Raw(string text) => _text.Write(text);

    /// <summary>Names and values below each other.</summary>
    public void Fields(params IEnumerable<(string Name, string Value)> fields)
    {
        (string Name, string Value)[] all = [.. fields];
        int width = all.Length == 0 ? 0 : all.Max(static field => field.Name.Length);
        foreach ((string name, string value) in all)
            _console.MarkupLine($"[grey]{Markup.Escape(name.PadRight(width))}[/]  {Markup.Escape(Display.Safe(value))}");
    }

    /// <summary>A warning.</summary>
    public void Warning(string text) => _console.MarkupLine($"[yellow]{Markup.Escape("! " + Display.Safe(text))}[/]");

    /// <summary>A table; columns named with a leading "&gt;" are numbers, aligned right.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        string[][] cells = [.. rows.Select(static row => row.Select(Display.Safe).ToArray())];
        var widths = columns.Select((name, i) => Math.Max(name.TrimStart('>').Length, cells.Length == 0 ? 0 : cells.Max(row => row[i].Length))).ToArray();
        _console.MarkupLine($"[grey]{Markup.Escape(Row(columns, [.. columns.Select(static name => name.TrimStart('>'))], widths))}[/]");
        foreach (string[] row in cells)
            _text.WriteLine(Row(columns, row, widths));
    }

    public override string ToString() => _text.ToString();

    private static string Row(IReadOnlyList<string> columns, string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (int i = 0; i < cells.Length; i++)
            line.Append(i == 0 ? "" : "  ").Append(columns[i].StartsWith('>') ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]));
        return line.ToString().TrimEnd();
    }
}
