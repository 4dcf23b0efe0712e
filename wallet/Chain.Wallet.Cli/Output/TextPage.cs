using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Chain.Wallet.Cli.Output;

/// <summary>Text for people: lines, fields, tables. Everything from outside goes through <see cref="Display.Safe"/> here, so that no caller can forget it.</summary>
internal sealed class TextPage
{
    private const int PlainWidth = 400;
    private const int PartCellsMin = 20;
    private const string Gutter = "  ";
    private const string Bar = "| ";

    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);
    private readonly IAnsiConsole _console;
    private readonly int _wrapAt;

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
        _wrapAt = terminalWidth is > 40 ? terminalWidth.Value : int.MaxValue;
    }

    /// <summary>A line.</summary>
    public void Line(string text) => _text.WriteLine(Display.Safe(text));

    /// <summary>An empty line.</summary>
    public void Gap() => _text.WriteLine();

    /// <summary>A line of text that is meant to have control characters; never anything from outside.</summary>
    public void Raw(string text) => _text.Write(text);

    /// <summary>
    /// Names and values below each other. A value that does not fit goes on below itself, never at the left edge: there a contract's text could pass
    /// for another field, "to" or "amount", of what is about to be signed.
    /// </summary>
    public void Fields(params IEnumerable<(string Name, string Value)> fields)
    {
        (string Name, string Value)[] all = [.. fields];
        int width = all.Length == 0 ? 0 : all.Max(static field => field.Name.Length);
        foreach ((string name, string value) in all)
        {
            string label = name.PadRight(width);
            foreach (string part in Parts(Display.Safe(value), _wrapAt - width - Gutter.Length))
            {
                _console.Markup($"[grey]{Markup.Escape(label)}[/]");
                _text.WriteLine((Gutter + part).TrimEnd());
                label = new string(' ', width);
            }
        }
    }

    /// <summary>What somebody else says, of one or more lines: each part of it behind a bar, so that it cannot pass for the wallet's own words.</summary>
    public void Quote(string text, string indent)
    {
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (string part in Parts(Display.Safe(line.TrimEnd()), _wrapAt - indent.Length - Bar.Length))
                _text.WriteLine(indent + Bar + part);
        }
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

    /// <summary>A text in parts of so many cells. What is not ASCII counts as two: a terminal takes no more for it.</summary>
    private static IEnumerable<string> Parts(string text, int cells)
    {
        int begin = 0;
        int used = 0;
        for (int i = 0; i < text.Length;)
        {
            int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            int needed = char.IsAscii(text[i]) ? 1 : 2;
            if (used + needed > Math.Max(cells, PartCellsMin) && i > begin)
            {
                yield return text[begin..i];
                begin = i;
                used = 0;
            }
            used += needed;
            i += length;
        }
        yield return text[begin..];
    }

    private static string Row(IReadOnlyList<string> columns, string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (int i = 0; i < cells.Length; i++)
            line.Append(i == 0 ? "" : "  ").Append(columns[i].StartsWith('>') ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]));
        return line.ToString().TrimEnd();
    }
}
