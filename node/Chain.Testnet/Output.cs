using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Chain.Testnet;

/// <summary>Prints results: one JSON envelope on stdout, or text. Everything else goes to stderr.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static void Envelope(object data) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(new { schema = 1, ok = true, data, errors = Array.Empty<object>(), warnings = Array.Empty<string>() }, Json));

    public static void Failure(TestnetException failure, bool json)
    {
        if (json)
        {
            object error = new { code = failure.Code, message = failure.Message, cause = "", next = failure.Next };
            Console.Out.WriteLine(JsonSerializer.Serialize(new { schema = 1, ok = false, data = (object?)null, errors = new[] { error }, warnings = Array.Empty<string>() }, Json));
            return;
        }
        Console.Error.WriteLine($"chain: {failure.Message} [{failure.Code}]");
        Console.Error.WriteLine($"       {failure.Next}");
    }

    public static void Say(string text) => Console.Error.WriteLine($"chain: {text}");

    public static void Table(IReadOnlyList<NodeReport> nodes)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("node", "pid", "height", "block", "state root", "peers", "gRPC", "HTTP");
        foreach (NodeReport node in nodes)
        {
            table.AddRow(
                node.Name, node.Pid?.ToString() ?? "stopped", node.Height?.ToString() ?? "-", Short(node.BlockId), Short(node.StateRoot),
                node.Peers?.ToString() ?? "-", node.Grpc, node.Http);
        }
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
        if (Console.IsOutputRedirected)
            console.Profile.Width = 160;
        console.Write(table);
    }

    private static string Short(string? hash) => string.IsNullOrEmpty(hash) ? "-" : hash[..Math.Min(12, hash.Length)];
}
