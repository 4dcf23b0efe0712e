using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Chain.EndToEnd.Tests.Testnet;
using Xunit.Abstractions;

namespace Chain.EndToEnd.Tests.Clients;

/// <summary>Clients that we did not write, against a real node: grpc-js with nothing but the proto files, and curl with nothing at all.</summary>
public sealed class StockClientTests(SingleNode node, ITestOutputHelper output) : IClassFixture<SingleNode>
{
    [Fact]
    public async Task Grpc_js_reads_submits_and_follows()
    {
        if (!await IsInstalledAsync("node"))
            return;
        byte[] transaction = await node.SignTransferAsync(0, 1, 1_000_000);
        string? modules = await InstallAsync();
        if (modules is null)
            return;
        string clients = Path.Combine(AppContext.BaseDirectory, "clients");
        (int exit, byte[] text) = await RunAsync("node", clients, Path.Combine(clients, "ledger.js"), modules, clients, node.Grpc.Authority, Convert.ToHexStringLower(transaction));
        output.WriteLine(Encoding.UTF8.GetString(text));
        Assert.True(exit == 0, Encoding.UTF8.GetString(text));
    }

    [Fact]
    public async Task Curl_reads_submits_and_follows()
    {
        if (!await IsInstalledAsync("curl"))
            return;
        JsonElement status = await CurlAsync("GetStatus", "{}");
        Assert.NotEmpty(status.GetProperty("network").GetString()!);
        byte[] transaction = await node.SignTransferAsync(2, 3, 2_000_000);
        string base64 = Convert.ToBase64String(transaction);
        JsonElement submitted = (await CurlAsync("SubmitTransaction", $$"""{"transaction":"{{base64}}"}""")).GetProperty("status");
        Assert.Equal("TRANSACTION_STATE_POOLED", submitted.GetProperty("state").GetString());

        string id = submitted.GetProperty("transactionId").GetString()!;
        List<JsonElement> states = await CurlStreamAsync("StreamTransaction", $$"""{"transactionId":"{{id}}"}""");
        // The last envelope is the stream's own end: empty when all is well.
        Assert.Equal("{}", states[^1].GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("TRANSACTION_STATE_PROVEN", states[^2].GetProperty("status").GetProperty("state").GetString());

        JsonElement fate = (await CurlAsync("GetTransaction", $$"""{"transactionId":"{{id}}"}""")).GetProperty("status");
        Assert.Equal("SUCCESS", fate.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Curl_reads_by_get_and_sees_pages_and_health()
    {
        if (!await IsInstalledAsync("curl"))
            return;
        string query = Uri.EscapeDataString("{}");
        (int exit, byte[] text) = await RunAsync("curl", ".", "-sS", "--noproxy", "*", $"{node.Http}chain.v1.Ledger/GetStatus?connect=v1&encoding=json&message={query}");
        Assert.Equal(0, exit);
        Assert.True(JsonDocument.Parse(text).RootElement.TryGetProperty("height", out _));
        foreach ((string path, string expected) in new[] { ("", "<!doctype html>"), ("health/ready", "ready"), ("metrics", "# ") })
        {
            (_, text) = await RunAsync("curl", ".", "-sS", "--noproxy", "*", node.Http + path);
            Assert.Contains(expected, Encoding.UTF8.GetString(text), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Many_readers_of_the_metrics_keep_neither_blocks_nor_each_other_from_coming()
    {
        using var api = new NodeApi(node.Http);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 32 }) { Timeout = TimeSpan.FromMinutes(2) };
        using var enough = new CancellationTokenSource();
        Task<int>[] readers = [.. Enumerable.Range(0, 32).Select(_ => Task.Run(() => ReadMetricsAsync(client, enough.Token)))];
        ulong before = await api.HeightAsync();
        for (ulong i = 0; i < 6; i++)
        {
            byte[] transaction = await node.SignTransferAsync(4, 5, 1_000 + i);
            JsonElement status = (await api.CallAsync("SubmitTransaction", $$"""{"transaction":"{{Convert.ToBase64String(transaction)}}"}""")).GetProperty("status");
            string query = $$"""{"transactionId":"{{status.GetProperty("transactionId").GetString()}}"}""";
            string? state = null;
            while (state is not ("TRANSACTION_STATE_FINAL" or "TRANSACTION_STATE_PROVEN"))
            {
                state = (await api.CallAsync("GetTransaction", query)).GetProperty("status").GetProperty("state").GetString();
                Assert.Contains(state, (string[])["TRANSACTION_STATE_POOLED", "TRANSACTION_STATE_FINAL", "TRANSACTION_STATE_PROVEN"]);
            }
        }
        Assert.True(await api.HeightAsync() >= before + 6);
        await enough.CancelAsync();
        Assert.All(await Task.WhenAll(readers), static answers => Assert.True(answers > 0));
    }

    [Fact]
    public async Task The_status_page_shows_where_the_node_stands()
    {
        if (!await IsInstalledAsync("node"))
            return;
        string script = Path.Combine(AppContext.BaseDirectory, "clients", "page.js");
        (int exit, byte[] text) = await RunAsync("node", ".", script, node.Http.ToString());
        Assert.True(exit == 0, Encoding.UTF8.GetString(text));
    }

    /// <summary>False, with the reason written, on a machine without the program: this repository needs neither node nor curl.</summary>
    private async Task<bool> IsInstalledAsync(string program)
    {
        try
        {
            return (await RunAsync(program, ".", "--version")).Exit == 0;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            output.WriteLine($"{program} is not installed: {e.Message}");
            return false;
        }
    }

    private async Task<JsonElement> CurlAsync(string method, string body)
    {
        (int exit, byte[] text) = await RunAsync(
            "curl", ".", "-sS", "--noproxy", "*", "-H", "content-type: application/json", "-d", body, $"{node.Http}chain.v1.Ledger/{method}");
        Assert.Equal(0, exit);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>Streams of the Connect protocol are envelopes: a flag, a length of four bytes, and JSON.</summary>
    private async Task<List<JsonElement>> CurlStreamAsync(string method, string body)
    {
        string request = Path.GetTempFileName();
        try
        {
            byte[] payload = Encoding.UTF8.GetBytes(body);
            byte[] envelope = new byte[5 + payload.Length];
            BinaryPrimitives.WriteInt32BigEndian(envelope.AsSpan(1), payload.Length);
            payload.CopyTo(envelope, 5);
            await File.WriteAllBytesAsync(request, envelope);
            (int exit, byte[] bytes) = await RunAsync(
                "curl", ".", "-sS", "--noproxy", "*", "-H", "content-type: application/connect+json", "--data-binary", "@" + request, $"{node.Http}chain.v1.Ledger/{method}");
            Assert.Equal(0, exit);
            return Envelopes(bytes);
        }
        finally
        {
            File.Delete(request);
        }
    }

    private static List<JsonElement> Envelopes(byte[] bytes)
    {
        var messages = new List<JsonElement>();
        for (int at = 0; at < bytes.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 1));
            messages.Add(JsonDocument.Parse(bytes.AsMemory(at + 5, length)).RootElement.Clone());
            at += 5 + length;
        }
        return messages;
    }

    /// <summary>Installs the pinned packages once, into the output folder; null, with the reason written, when that is not possible here.</summary>
    private async Task<string?> InstallAsync()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "grpc-js");
        string modules = Path.Combine(folder, "node_modules");
        if (Directory.Exists(Path.Combine(modules, "@grpc", "proto-loader")))
            return modules;
        Directory.CreateDirectory(folder);
        foreach (string file in new[] { "package.json", ".npmrc" })
            File.Copy(Path.Combine(AppContext.BaseDirectory, "clients", file), Path.Combine(folder, file), true);
        try
        {
            (int exit, byte[] text) = await RunAsync("npm", folder, "install", "--no-package-lock", "--ignore-scripts", "--loglevel=error");
            if (exit == 0)
                return modules;
            output.WriteLine("npm could not install the client: " + Encoding.UTF8.GetString(text));
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            output.WriteLine("npm is not installed: " + e.Message);
        }
        return null;
    }

    private static async Task<(int Exit, byte[] Text)> RunAsync(string program, string folder, params string[] arguments)
    {
        using Process process = new() { StartInfo = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true } };
        process.Start();
        using MemoryStream text = new();
        await process.StandardOutput.BaseStream.CopyToAsync(text).WaitAsync(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync();
        return (process.ExitCode, text.ToArray());
    }

    /// <summary>Reads until it is enough; every answer is whole, and the height in it never goes down.</summary>
    private async Task<int> ReadMetricsAsync(HttpClient client, CancellationToken enough)
    {
        const string Name = "\nchain_height ";
        int answers = 0;
        ulong last = 0;
        do
        {
            string text = await client.GetStringAsync(new Uri(node.Http, "metrics"), CancellationToken.None);
            int at = text.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
            ulong height = ulong.Parse(text[at..text.IndexOf('\n', at)], System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(height >= last, $"the metrics went from height {last} back to {height}");
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
            last = height;
            answers++;
        }
        while (!enough.IsCancellationRequested);
        return answers;
    }
}
