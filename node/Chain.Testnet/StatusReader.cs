using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Chain.Testnet;

/// <summary>Asks nodes over their HTTP port, by the Connect protocol in JSON: what any user of curl does.</summary>
internal sealed class StatusReader : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(3),
    };

    public void Dispose() => _client.Dispose();

    public async Task<NodeReport> ReadAsync(TestnetLayout layout, int index, CancellationToken cancellation)
    {
        int? pid = new NodeProcess(layout, index).Pid;
        var report = new NodeReport
        {
            Name = $"node{index}",
            Index = index,
            Pid = pid,
            Running = pid is not null,
            Home = layout.NodeHome(index),
            Peer = $"127.0.0.1:{layout.PeerPort(index)}",
            Grpc = $"http://127.0.0.1:{layout.GrpcPort(index)}",
            Http = $"http://127.0.0.1:{layout.HttpPort(index)}",
        };
        JsonElement? status = pid is null ? null : await CallAsync(report.Http, "GetStatus", "{}", cancellation);
        return status is not { } answer ? report : report with
        {
            Height = Number(answer, "height"),
            BlockId = Text(answer, "blockIdHex"),
            StateRoot = Text(answer, "stateRootHex"),
            Peers = (int)Number(answer, "peers"),
        };
    }

    /// <summary>The id of a node's block at a height, or null when it does not have it.</summary>
    public async Task<string?> BlockIdAsync(string http, ulong height, CancellationToken cancellation)
    {
        JsonElement? answer = await CallAsync(http, "GetBlock", $$"""{"height":"{{height}}"}""", cancellation);
        return answer is { } block && block.TryGetProperty("summary", out JsonElement summary) ? Text(summary, "blockIdHex") : null;
    }

    // A node that is starting refuses connections or answers "unavailable": no answer is an answer here, and the caller asks again.
    private async Task<JsonElement?> CallAsync(string http, string method, string body, CancellationToken cancellation)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await _client.PostAsync($"{http}/chain.v1.Ledger/{method}", content, cancellation);
            if (!response.IsSuccessStatusCode)
                return null;
            using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
            return document.RootElement.Clone();
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    // 64-bit integers are strings in the protobuf JSON mapping, and defaults may be left out.
    private static ulong Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && ulong.TryParse(value.ToString(), CultureInfo.InvariantCulture, out ulong number) ? number : 0;

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";
}
