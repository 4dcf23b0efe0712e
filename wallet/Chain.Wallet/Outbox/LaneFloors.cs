using Chain.Primitives.Json;
using Chain.Wallet.Files;
using Chain.Wallet.Json;

namespace Chain.Wallet.Outbox;

/// <summary>For each lane the lowest sequence that may still be free, as far as this wallet has seen. Only ever rises. Used under the outbox's lock.</summary>
/// <remarks>Losing the file loses nothing but the protection against nodes that are behind.</remarks>
internal sealed class LaneFloors(string path)
{
    private const int FileBytesMax = 64 * 1024;

    public ulong Read(uint lane) => Load().GetValueOrDefault(lane);

    public void Raise(uint lane, ulong next)
    {
        SortedDictionary<uint, ulong> floors = Load();
        if (floors.GetValueOrDefault(lane) >= next)
            return;
        floors[lane] = next;
        DurableFile.Replace(path, JsonBytes.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("lanes");
            foreach ((uint number, ulong floor) in floors)
            {
                json.WriteStartObject();
                json.WriteNumber("lane", number);
                json.WriteNumber("next", floor);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    private SortedDictionary<uint, ulong> Load()
    {
        var floors = new SortedDictionary<uint, ulong>();
        byte[]? content = DurableFile.TryRead(path, FileBytesMax);
        if (content is null)
            return floors;
        string? problem = JsonFields.TryParse(content, out JsonFields? fields);
        foreach (JsonValue item in fields?.Items("lanes") ?? [])
        {
            if (item is not JsonObject value)
                continue;
            JsonFields lane = JsonFields.Of(value);
            floors[(uint)Math.Min(lane.UInt64("lane"), uint.MaxValue)] = lane.UInt64("next");
            problem ??= lane.End();
        }
        problem ??= fields?.End();
        return problem is null
            ? floors
            : throw new WalletException(ProblemKind.Unexpected, "outbox-file", $"the outbox file '{path}' is damaged", problem, "delete it: it only holds which sequences were seen used");
    }
}
