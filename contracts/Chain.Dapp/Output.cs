using System.Text.Encodings.Web;
using System.Text.Json;
using Chain.Wallet;

namespace Chain.Dapp;

/// <summary>Prints results: one JSON envelope on stdout, or text; everything else goes to stderr.</summary>
internal sealed class Output(bool isJson)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsJson => isJson;

    /// <summary>A result for programs.</summary>
    public static void Envelope(object? data, params IEnumerable<Problem> problems)
    {
        Problem[] errors = [.. problems];
        Console.Out.WriteLine(JsonSerializer.Serialize(new { schema = 1, ok = errors.Length == 0, data, errors, warnings = Array.Empty<string>() }, Json));
    }

    /// <summary>Why a command could not do its work.</summary>
    public int Failure(int exitCode, Problem problem)
    {
        if (isJson)
        {
            Envelope(null, problem);
            return exitCode;
        }
        Console.Error.WriteLine($"chain: {Safe(problem.Message)} [{problem.Code}]");
        if (problem.Cause.Length > 0)
            Console.Error.WriteLine(problem.Cause);
        if (problem.Next.Length > 0)
            Console.Error.WriteLine($"       {problem.Next}");
        return exitCode;
    }

    /// <summary>Text of a script on a terminal, which would obey control characters. Lines and tabs stay.</summary>
    public static string Safe(string text) => string.Join('\n', text.Split('\n').Select(static line => string.Join('\t', line.Split('\t').Select(Display.Safe))));
}
