using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chain.Dapp.Testing;

/// <summary>The file <c>gas.snapshot.json</c>: what methods used when it was written, to be kept with the sources.</summary>
internal static class GasSnapshot
{
    /// <summary>Its name, in the folder that is tested.</summary>
    public const string FileName = "gas.snapshot.json";

    private static readonly JsonWriterOptions s_format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static void Write(string path, GasTable gas)
    {
        using (FileStream file = File.Create(path))
        using (var json = new Utf8JsonWriter(file, s_format))
        {
            json.WriteStartObject();
            foreach ((string name, GasLine line) in gas.Lines)
            {
                json.WriteStartObject(name);
                foreach ((string figure, ulong value) in Figures(line))
                    json.WriteNumber(figure, value);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        File.AppendAllText(path, "\n");
    }

    /// <summary>How the gas differs from what the file says, in the order of names.</summary>
    /// <exception cref="JsonException">The file is no snapshot.</exception>
    public static IReadOnlyList<GasChange> Compare(string path, GasTable gas)
    {
        var was = JsonSerializer.Deserialize<SortedDictionary<string, Dictionary<string, ulong>>>(File.ReadAllText(path)) ?? throw new JsonException("The file is empty.");
        var changes = new List<GasChange>();
        foreach (string name in was.Keys.Union(gas.Lines.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!was.TryGetValue(name, out Dictionary<string, ulong>? old))
                changes.Add(new GasChange(name, null, gas.Lines[name].Mean));
            else if (!gas.Lines.TryGetValue(name, out GasLine? line))
                changes.Add(new GasChange(name, old.GetValueOrDefault("mean"), null));
            else
                changes.AddRange(Figures(line).Where(figure => old.GetValueOrDefault(figure.Name) != figure.Value).Select(figure => new GasChange($"{name} {figure.Name}", old.GetValueOrDefault(figure.Name), figure.Value)));
        }
        return changes;
    }

    private static (string Name, ulong Value)[] Figures(GasLine line) => [("calls", line.Calls), ("least", line.Min), ("mean", line.Mean), ("most", line.Max)];
}
