using System.Globalization;
using System.Net.Http.Headers;

namespace Chain.Rpc.Tests;

/// <summary>A response as it came.</summary>
internal sealed record RawAnswer(int HttpStatus, byte[] Body, HttpResponseHeaders Headers, HttpResponseHeaders Trailers)
{
    public RpcStatusCode Code => (RpcStatusCode)int.Parse((Value(Trailers, "grpc-status") ?? Value(Headers, "grpc-status"))!, CultureInfo.InvariantCulture);

    /// <summary>True when the status came in the one and only header block.</summary>
    public bool IsTrailersOnly => Value(Headers, "grpc-status") is not null;

    public string? Header(string name) => Value(Headers, name);

    private static string? Value(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(",", values) : null;
}
