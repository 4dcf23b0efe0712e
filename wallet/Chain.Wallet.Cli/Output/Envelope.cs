using System.Text.Json;

namespace Chain.Wallet.Cli.Output;

/// <summary>The one JSON document of --json: {"schema":1,"ok":…,"data":{…},"errors":[…],"warnings":[…]}.</summary>
internal static class Envelope
{
    private const int Schema = 1;

    public static byte[] Write(Action<Utf8JsonWriter>? data, WalletProblem? problem, IReadOnlyList<WalletProblem> warnings, bool isIndented)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = isIndented }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteBoolean("ok", problem is null);
            json.WriteStartObject("data");
            data?.Invoke(json);
            json.WriteEndObject();
            WriteProblems(json, "errors", problem is null ? [] : [problem]);
            WriteProblems(json, "warnings", warnings);
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void WriteProblems(Utf8JsonWriter json, string name, IReadOnlyList<WalletProblem> problems)
    {
        json.WriteStartArray(name);
        foreach (WalletProblem problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("code", problem.Code);
            json.WriteString("message", problem.Message);
            json.WriteString("cause", problem.Cause ?? "");
            json.WriteString("next", problem.Next ?? "");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
