using System.Collections;
using System.Text;
using System.Text.Json;
using Chain.Host.Configuration;
using Chain.Host.Output;

namespace Chain.Host.Commands;

/// <summary>chain-node status: asks the node of this home, over its HTTP port, as any client would.</summary>
internal static class StatusCommand
{
    public static async Task<int> RunAsync(HomeLayout layout, IReadOnlyList<string> flags, bool json)
    {
        IDictionary environment = Environment.GetEnvironmentVariables();
        NodeConfiguration configuration = ConfigurationReader.Read(layout, flags, environment);
        string host = configuration.ApiAddress.Equals(System.Net.IPAddress.Any) ? "127.0.0.1" : configuration.ApiAddress.ToString();
        JsonElement status = await AskAsync(new Uri($"http://{host}:{configuration.HttpPort}/chain.v1.Ledger/GetStatus"));
        if (json)
        {
            Envelope.Success(status);
            return ExitCode.Done;
        }
        foreach (JsonProperty property in status.EnumerateObject())
            Console.Out.WriteLine($"{property.Name,-20}{property.Value}");
        return ExitCode.Done;
    }

    private static async Task<JsonElement> AskAsync(Uri address)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var content = new StringContent("{}", Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync(address, content);
            response.EnsureSuccessStatusCode();
            using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            throw new HostException(ExitCode.NotReady, "NOT_RUNNING", $"No node answers at {address.Authority}.", "Start it: chain-node start --home DIR", exception);
        }
    }
}
