using Spectre.Console;

namespace Chain.Host.Output;

/// <summary>Tables: in colour on a terminal, plain and wide elsewhere.</summary>
internal static class ConsoleTable
{
    private const int PlainWidth = 200;

    public static void Write(Table table)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (Console.IsOutputRedirected)
            console.Profile.Width = PlainWidth;
        console.Write(table);
    }
}
