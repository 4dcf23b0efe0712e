using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Chain.Rpc.Tests.Echo;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Chain.Rpc.Tests;

/// <summary>The Connect protocol over HTTP/1.1: JSON for people and browsers, protobuf for programs.</summary>
public sealed class ConnectTests
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });

    [Fact]
    public async Task Unary_speaks_json()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await PostAsync(server, "Say", """{"text":"grüße","height":"18446744073709551615"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        using JsonDocument json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("grüße", json.RootElement.GetProperty("text").GetString());
        Assert.Equal("18446744073709551615", json.RootElement.GetProperty("height").GetString());
        Assert.Equal(0u, json.RootElement.GetProperty("index").GetUInt32());
        Assert.Equal(RpcWire.ConnectJson, Assert.Single(server.Echo.Wires));
    }

    [Fact]
    public async Task Unary_speaks_protobuf()
    {
        await using TestServer server = await TestServer.StartAsync();
        using ByteArrayContent body = new(new EchoRequest { Text = "p" }.ToByteArray());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/proto");
        using HttpResponseMessage response = await Http.PostAsync(At(server, "Say"), body);
        Assert.Equal("p", EchoResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync()).Text);
    }

    [Theory]
    [InlineData("connect=v1&encoding=json&message=%7B%22text%22%3A%22q%22%7D")]
    [InlineData("connect=v1&encoding=json&base64=1&message=eyJ0ZXh0IjoicSJ9")]
    [InlineData("encoding=json&message=%7B%22text%22%3A%22q%22%7D&compression=identity")]
    public async Task Reads_may_be_gets(string query)
    {
        await using TestServer server = await TestServer.StartAsync();
        string json = await Http.GetStringAsync(new Uri(At(server, "Read") + "?" + query));
        Assert.Equal("q", JsonDocument.Parse(json).RootElement.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("Say", "encoding=json&message=%7B%7D", 405)]
    [InlineData("Watch", "encoding=json&message=%7B%7D", 405)]
    [InlineData("Read", "encoding=json", 400)]
    [InlineData("Read", "encoding=json&base64=1&message=***", 400)]
    [InlineData("Read", "encoding=xml&message=x", 415)]
    [InlineData("Read", "encoding=json&compression=gzip&message=%7B%7D", 501)]
    public async Task Other_gets_are_refused(string method, string query, int status)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await Http.GetAsync(new Uri(At(server, method) + "?" + query));
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(RpcStatusCode.InvalidArgument, 400, "invalid_argument")]
    [InlineData(RpcStatusCode.NotFound, 404, "not_found")]
    [InlineData(RpcStatusCode.AlreadyExists, 409, "already_exists")]
    [InlineData(RpcStatusCode.ResourceExhausted, 429, "resource_exhausted")]
    [InlineData(RpcStatusCode.Cancelled, 499, "canceled")]
    [InlineData(RpcStatusCode.Internal, 500, "internal")]
    [InlineData(RpcStatusCode.Unavailable, 503, "unavailable")]
    public async Task Errors_are_json_with_the_http_status_of_their_code(RpcStatusCode code, int status, string name)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await PostAsync(server, "Say", $$"""{"failWith":{{(int)code}},"text":"wh\"y"}""");
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("asked", Assert.Single(response.Headers.GetValues("trailer-why")));
        using JsonDocument json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(name, json.RootElement.GetProperty("code").GetString());
        Assert.Equal("wh\"y", json.RootElement.GetProperty("message").GetString());
    }

    public static TheoryData<string, string> BadJson => new()
    {
        { "empty", "" },
        { "not JSON", "x" },
        { "array", "[]" },
        { "null", "null" },
        { "string", "\"a\"" },
        { "two values", "{}{}" },
        { "byte order mark", "\ufeff{}" },
        { "comment", "{/*x*/}" },
        { "trailing comma", """{"text":"a",}""" },
        { "single quotes", "{'text':'a'}" },
        { "key twice", """{"text":"a","text":"b"}""" },
        { "key twice by escape", """{"text":"a","te\u0078t":"b"}""" },
        { "field under both names", """{"failWith":0,"fail_with":0}""" },
        { "key twice, nested", """{"nested":[{"text":"a","text":"b"}]}""" },
        { "map key twice", """{"labels":{"a":"1","a":"2"}}""" },
        { "two of a oneof", """{"left":"a","right":"b"}""" },
        { "unknown field", """{"txt":"a"}""" },
        { "NaN", """{"ratio":NaN}""" },
        { "Infinity", """{"ratio":Infinity}""" },
        { "1e400", """{"ratio":1e400}""" },
        { "1e400 in an integer", """{"height":1e400}""" },
        { "integer too large", """{"height":"18446744073709551616"}""" },
        { "negative unsigned", """{"height":-1}""" },
        { "fraction in an integer", """{"height":1.5}""" },
        { "hexadecimal", """{"height":0x10}""" },
        { "lone surrogate", """{"text":"\ud800"}""" },
        { "lone surrogate in a key", """{"\udc00":1}""" },
        { "wrong type", """{"text":{}}""" },
        { "bad base64", """{"data":"***"}""" },
        { "deep array", new string('[', 10_000) + new string(']', 10_000) },
        { "deep object", string.Concat(Enumerable.Repeat("""{"nested":[""", 10_000)) },
        { "deep and well-formed", string.Concat(Enumerable.Repeat("""{"nested":[""", 5_000)) + "{}" + string.Concat(Enumerable.Repeat("]}", 5_000)) },
    };

    [Theory]
    [MemberData(nameof(BadJson))]
    public async Task Bad_json_is_a_bad_request(string what, string json)
    {
        Assert.NotEmpty(what);
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await PostAsync(server, "Say", json);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using JsonDocument error = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("invalid_argument", error.RootElement.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("Say", "application/json", "{")]
    [InlineData("Say", "application/json", """{"text":"a","text":"b"}""")]
    [InlineData("Say", "application/proto", "\u0001")]
    [InlineData("Watch", "application/connect+json", "\0\0\0\0\u0001{")]
    [InlineData("Watch", "application/connect+proto", "\0\0\0\0\u0001\u0001")]
    [InlineData("Watch", "application/connect+json", "\u0001\0\0\0\u0002{}")]
    public async Task A_refused_request_does_not_cost_its_caller_the_connection(string method, string type, string body)
    {
        await using TestServer server = await TestServer.StartAsync();
        int connections = 0;
        using HttpClient http = new(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                connections++;
                System.Net.Sockets.Socket socket = new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        });
        for (int i = 0; i < 20; i++)
        {
            using ByteArrayContent content = new(Encoding.Latin1.GetBytes(body));
            content.Headers.ContentType = new MediaTypeHeaderValue(type);
            using HttpResponseMessage refused = await http.PostAsync(At(server, method), content);
            Assert.Contains("\"code\":", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(1, connections);
        Assert.DoesNotContain(server.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Invalid_utf8_is_a_bad_request()
    {
        await using TestServer server = await TestServer.StartAsync();
        using ByteArrayContent body = new([.. "{\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await Http.PostAsync(At(server, "Say"), body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(" {\"text\":null}\n")]
    [InlineData("{\"nested\":[{\"text\":\"a\"},{\"text\":\"b\"}],\"labels\":{\"text\":\"1\",\"a\":\"2\"}}")]
    [InlineData("{\"fail_with\":0,\"text\":\"\\ud83d\\ude00\"}")]
    public async Task Good_json_is_not_mistaken_for_bad(string json)
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await PostAsync(server, "Say", json);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Body_above_the_limit_is_refused()
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { ReceiveBytesMax = 1000 });
        using HttpResponseMessage sized = await PostAsync(server, "Say", $$"""{"text":"{{new string('a', 2000)}}"}""");
        Assert.Equal(HttpStatusCode.TooManyRequests, sized.StatusCode);
        using HttpRequestMessage chunked = new(HttpMethod.Post, At(server, "Say")) { Content = new StringContent(new string(' ', 2000), Encoding.UTF8, "application/json") };
        chunked.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await Http.SendAsync(chunked);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
    }

    [Fact]
    public async Task Compressed_body_is_unimplemented()
    {
        await using TestServer server = await TestServer.StartAsync();
        using StringContent body = new("{}", Encoding.UTF8, "application/json");
        body.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage response = await Http.PostAsync(At(server, "Say"), body);
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
    }

    [Fact]
    public async Task Unknown_method_is_unimplemented_and_unknown_page_not_found()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage method = await PostAsync(server, "Nothing", "{}");
        Assert.Equal(HttpStatusCode.NotImplemented, method.StatusCode);
        using HttpResponseMessage page = await Http.GetAsync(new Uri(server.HttpAddress, "/nothing"));
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("live\n", await Http.GetStringAsync(new Uri(server.HttpAddress, "/health/live")));
    }

    [Fact]
    public async Task Wrong_content_type_tells_the_right_ones()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpResponseMessage response = await Http.PostAsync(At(server, "Say"), new StringContent("{}", Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("application/json, application/proto", Assert.Single(response.Headers.GetValues("accept-post")));
    }

    [Fact]
    public async Task Timeout_is_a_gateway_timeout()
    {
        await using TestServer server = await TestServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, At(server, "Hang")) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("connect-timeout-ms", "30");
        using HttpResponseMessage response = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
    }

    [Fact]
    public async Task Half_written_body_is_given_up_after_the_read_timeout()
    {
        await using TestServer server = await TestServer.StartAsync(new RpcLimits { RequestReadTimeout = TimeSpan.FromMilliseconds(50) });
        using System.Net.Sockets.Socket socket = new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.HttpAddress.Port);
        await socket.SendAsync("POST /chain.test.v1.Echo/Say HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"text\":"u8.ToArray());
        byte[] answer = new byte[4096];
        int length = await socket.ReceiveAsync(answer).WaitAsync(Testing.Patience.Limit);
        Assert.StartsWith("HTTP/1.1 504", Encoding.ASCII.GetString(answer, 0, length), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ends_with_an_envelope_that_tells_the_outcome()
    {
        await using TestServer server = await TestServer.StartAsync();
        List<(byte Flag, string Json)> envelopes = await StreamAsync(server, "Watch", """{"count":2,"text":"s"}""");
        Assert.Equal([0, 0, 2], envelopes.Select(e => (int)e.Flag));
        Assert.Equal(1, JsonDocument.Parse(envelopes[1].Json).RootElement.GetProperty("index").GetInt32());
        Assert.Equal("{}", envelopes[2].Json);
    }

    [Fact]
    public async Task Failing_stream_tells_its_error_in_the_last_envelope()
    {
        await using TestServer server = await TestServer.StartAsync();
        List<(byte Flag, string Json)> envelopes = await StreamAsync(server, "Watch", """{"count":1,"text":"s","failWith":9}""");
        Assert.Equal([0, 2], envelopes.Select(e => (int)e.Flag));
        Assert.Equal("failed_precondition", JsonDocument.Parse(envelopes[1].Json).RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Malformed_stream_request_is_told_in_the_last_envelope()
    {
        await using TestServer server = await TestServer.StartAsync();
        List<(byte Flag, string Json)> envelopes = await StreamAsync(server, "Watch", """{"count":1,"count":2}""");
        Assert.Contains("invalid_argument", Assert.Single(envelopes).Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_name_that_is_not_allowed_is_forbidden()
    {
        await using TestServer server = await TestServer.StartAsync(http: e => e with { AllowedHosts = ["localhost", "127.0.0.1", "[::1]"] });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("127.0.0.1"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("LOCALHOST:99"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("[::1]:99"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("localhost.evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("127.0.0.1.evil.example:80"));

        async Task<HttpStatusCode> StatusAsync(string host)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, At(server, "Say")) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            request.Headers.Host = host;
            using HttpResponseMessage response = await Http.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Only_allowed_origins_get_permission_for_browsers()
    {
        await using TestServer server = await TestServer.StartAsync(http: e => e with { AllowedOrigins = ["https://app.example"] });
        Assert.Equal("https://app.example", await AllowedAsync("https://app.example"));
        Assert.Null(await AllowedAsync("https://evil.example"));

        async Task<string?> AllowedAsync(string origin)
        {
            using HttpRequestMessage request = new(HttpMethod.Options, At(server, "Say"));
            request.Headers.Add("origin", origin);
            request.Headers.Add("access-control-request-method", "POST");
            using HttpResponseMessage response = await Http.SendAsync(request);
            return response.Headers.TryGetValues("access-control-allow-origin", out IEnumerable<string>? values) ? values.Single() : null;
        }
    }

    private static Uri At(TestServer server, string method) => new(server.HttpAddress, "/chain.test.v1.Echo/" + method);

    private static Task<HttpResponseMessage> PostAsync(TestServer server, string method, string json)
    {
        ByteArrayContent body = new(Encoding.UTF8.GetBytes(json));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return Http.PostAsync(At(server, method), body);
    }

    private static async Task<List<(byte Flag, string Json)>> StreamAsync(TestServer server, string method, string json)
    {
        using ByteArrayContent body = new(RawGrpc.Frame(Encoding.UTF8.GetBytes(json)));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/connect+json");
        using HttpResponseMessage response = await Http.PostAsync(At(server, method), body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/connect+json", response.Content.Headers.ContentType!.MediaType);
        return Envelopes(await response.Content.ReadAsByteArrayAsync());
    }

    internal static List<(byte Flag, string Json)> Envelopes(byte[] bytes)
    {
        List<(byte, string)> envelopes = [];
        for (int at = 0; at < bytes.Length;)
        {
            int length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 1));
            envelopes.Add((bytes[at], Encoding.UTF8.GetString(bytes, at + 5, length)));
            at += 5 + length;
        }
        return envelopes;
    }
}
