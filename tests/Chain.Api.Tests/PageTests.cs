using System.Net;
using System.Text.Json;
using Chain.Api.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Chain.Api.Tests;

public sealed class PageTests
{
    [Fact]
    public async Task The_front_page_is_one_file_that_may_load_nothing_else()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        using var http = new HttpClient { BaseAddress = ledger.Server.HttpAddress };
        HttpResponseMessage answer = await http.GetAsync("/");
        string html = await answer.Content.ReadAsStringAsync();
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        string policy = Assert.Single(answer.Headers.GetValues("content-security-policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_page_asks_is_answered_in_json()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 3);
        using var http = new HttpClient { BaseAddress = ledger.Server.HttpAddress };
        using var content = new StringContent("""{"pageSize":2}""", System.Text.Encoding.UTF8, "application/json");
        JsonDocument blocks = JsonDocument.Parse(await (await http.PostAsync("/chain.v1.Ledger/ListBlocks", content)).Content.ReadAsStreamAsync());
        Assert.Equal(["3", "2"], blocks.RootElement.GetProperty("blocks").EnumerateArray().Select(b => b.GetProperty("height").GetString()));
    }

    [Fact]
    public async Task Health_follows_the_node()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        using var http = new HttpClient { BaseAddress = ledger.Server.HttpAddress };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready")).StatusCode);
        ledger.Node.Publish(status => status with { CatchingUp = true });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        ledger.Node.Handle.Stop();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task The_host_adds_pages()
    {
        var pages = new Dictionary<string, RequestDelegate>(StringComparer.Ordinal) { ["/metrics"] = http => http.Response.WriteAsync("chain_height 1\n", http.RequestAborted) };
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1, new ApiServerOptions { Pages = pages });
        using var http = new HttpClient { BaseAddress = ledger.Server.HttpAddress };
        Assert.Equal("chain_height 1\n", await http.GetStringAsync("/metrics"));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/none")).StatusCode);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("node.example", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    public async Task Only_known_host_names_are_served(string host, HttpStatusCode expected)
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1, new ApiServerOptions { HostNames = ["node.example"] });
        using var http = new HttpClient { BaseAddress = ledger.Server.HttpAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = $"{host}:{ledger.Server.HttpAddress.Port}" } };
        Assert.Equal(expected, (await http.SendAsync(request)).StatusCode);
    }
}
