using System.Text.Json;

namespace Chain.EndToEnd.Tests.Testnet;

/// <summary>One node of `testnet status --json`.</summary>
internal sealed record NodeView(int Index, bool Running, ulong? Height, string? BlockId, string? StateRoot, int? Peers)
{
    public static NodeView Of(JsonElement node) => new(
        node.GetProperty("index").GetInt32(),
        node.GetProperty("running").GetBoolean(),
        node.GetProperty("height") is { ValueKind: JsonValueKind.Number } height ? height.GetUInt64() : null,
        node.GetProperty("blockId").GetString(),
        node.GetProperty("stateRoot").GetString(),
        node.GetProperty("peers") is { ValueKind: JsonValueKind.Number } peers ? peers.GetInt32() : null);
}
