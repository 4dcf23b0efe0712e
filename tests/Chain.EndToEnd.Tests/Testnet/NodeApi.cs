using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Chain.EndToEnd.Tests.Testnet;

/// <summary>The API as curl sees it: JSON over the Connect protocol.</summary>
internal sealed class NodeApi(Uri http) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(1) };

    public void Dispose() => _client.Dispose();

    public async Task<JsonElement> CallAsync(string method, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _client.PostAsync(new Uri(http, $"/chain.v1.Ledger/{method}"), content);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method}: {(int)response.StatusCode} {text}");
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public async Task<ulong> HeightAsync() => Number(await CallAsync("GetStatus", "{}"), "height");

    public async Task<string> BlockIdAsync(ulong height) =>
        (await CallAsync("GetBlock", $$"""{"height":"{{height}}","omitBlock":true}""")).GetProperty("summary").GetProperty("blockIdHex").GetString()!;

    public async Task<ulong> BalanceAsync(string address) => Number(await CallAsync("GetAccount", $$"""{"address":"{{address}}"}"""), "balance");

    // The mapping writes 64-bit integers as strings, and leaves defaults out.
    public static ulong Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? ulong.Parse(value.ToString(), CultureInfo.InvariantCulture) : 0;
}
