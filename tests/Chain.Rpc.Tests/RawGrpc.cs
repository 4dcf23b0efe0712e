using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;

namespace Chain.Rpc.Tests;

/// <summary>Speaks gRPC by hand over HTTP/2, so that it can also speak it wrongly.</summary>
internal sealed class RawGrpc(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = false });

    public static byte[] Frame(ReadOnlySpan<byte> payload, byte flag = 0, uint? announced = null)
    {
        byte[] frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), announced ?? (uint)payload.Length);
        payload.CopyTo(frame.AsSpan(5));
        return frame;
    }

    public async Task<RawAnswer> CallAsync(string method, HttpContent body, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(address, "/chain.test.v1.Echo/" + method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        body.Headers.ContentType ??= new MediaTypeHeaderValue("application/grpc");
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Testing.Patience.Limit);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync();
        return new((int)response.StatusCode, bytes, response.Headers, response.TrailingHeaders);
    }

    public Task<RawAnswer> CallAsync(string method, byte[] body, params (string Name, string Value)[] headers) => CallAsync(method, new ByteArrayContent(body), headers);

    public void Dispose() => _http.Dispose();
}
