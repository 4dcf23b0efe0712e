using System.Net;

namespace Chain.Rpc.Client;

/// <summary>What the transport says, as a status.</summary>
internal static class ClientErrors
{
    private const long RefusedStream = 7;
    private const long Cancel = 8;
    private const long EnhanceYourCalm = 11;
    private const long InadequateSecurity = 12;

    public static RpcException From(Exception exception, Uri address)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is HttpProtocolException protocol)
                return new(CodeOf(protocol.ErrorCode), $"{address.Authority} reset the call (HTTP/2 error {protocol.ErrorCode})", exception);
        }
        return exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new(RpcStatusCode.Unavailable, $"no secure connection to {address.Authority}: {Innermost(exception)}", exception),
            HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError } => new(RpcStatusCode.Unavailable, $"{address.Authority} does not speak HTTP/2", exception),
            HttpRequestException or IOException or ObjectDisposedException => new(RpcStatusCode.Unavailable, $"cannot reach {address.Authority}: {Innermost(exception)}", exception),
            // ConnectTimeout ends in a cancellation that nobody asked for.
            OperationCanceledException => new(RpcStatusCode.Unavailable, $"no connection to {address.Authority} in time", exception),
            _ => new(RpcStatusCode.Internal, $"{exception.GetType().Name}: {exception.Message}", exception),
        };
    }

    public static RpcStatusCode CodeOf(HttpStatusCode status) => (int)status switch
    {
        400 => RpcStatusCode.Internal,
        401 => RpcStatusCode.Unauthenticated,
        403 => RpcStatusCode.PermissionDenied,
        404 => RpcStatusCode.Unimplemented,
        429 or 502 or 503 or 504 => RpcStatusCode.Unavailable,
        _ => RpcStatusCode.Unknown,
    };

    private static RpcStatusCode CodeOf(long http2Error) => http2Error switch
    {
        0 or RefusedStream => RpcStatusCode.Unavailable,
        Cancel => RpcStatusCode.Cancelled,
        EnhanceYourCalm => RpcStatusCode.ResourceExhausted,
        InadequateSecurity => RpcStatusCode.PermissionDenied,
        _ => RpcStatusCode.Internal,
    };

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception.Message;
    }
}
