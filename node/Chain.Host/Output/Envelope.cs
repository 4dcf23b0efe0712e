using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chain.Host.Output;

/// <summary>The one JSON object that --json prints on stdout.</summary>
internal static class Envelope
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Success(object data) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(new { schema = 1, ok = true, data, errors = Array.Empty<object>(), warnings = Array.Empty<string>() }, Options));

    public static void Failure(HostException failure)
    {
        object error = new { code = failure.Code, message = failure.Message, cause = failure.InnerException?.Message ?? "", next = failure.Next };
        Console.Out.WriteLine(JsonSerializer.Serialize(new { schema = 1, ok = false, data = (object?)null, errors = new[] { error }, warnings = Array.Empty<string>() }, Options));
    }
}
