using System.Buffers;
using System.Text.Json;

namespace Chain.Rpc.Wire;

/// <summary>Errors of the Connect protocol: an HTTP status, and {"code","message"} as JSON.</summary>
internal static class ConnectError
{
    public static int HttpStatus(RpcStatusCode code) => code switch
    {
        RpcStatusCode.Ok => 200,
        RpcStatusCode.InvalidArgument or RpcStatusCode.FailedPrecondition or RpcStatusCode.OutOfRange => 400,
        RpcStatusCode.Unauthenticated => 401,
        RpcStatusCode.PermissionDenied => 403,
        RpcStatusCode.NotFound => 404,
        RpcStatusCode.AlreadyExists or RpcStatusCode.Aborted => 409,
        RpcStatusCode.ResourceExhausted => 429,
        RpcStatusCode.Cancelled => 499,
        RpcStatusCode.Unimplemented => 501,
        RpcStatusCode.Unavailable => 503,
        RpcStatusCode.DeadlineExceeded => 504,
        _ => 500,
    };

    public static string Name(RpcStatusCode code) => code switch
    {
        RpcStatusCode.Cancelled => "canceled",
        RpcStatusCode.InvalidArgument => "invalid_argument",
        RpcStatusCode.DeadlineExceeded => "deadline_exceeded",
        RpcStatusCode.NotFound => "not_found",
        RpcStatusCode.AlreadyExists => "already_exists",
        RpcStatusCode.PermissionDenied => "permission_denied",
        RpcStatusCode.ResourceExhausted => "resource_exhausted",
        RpcStatusCode.FailedPrecondition => "failed_precondition",
        RpcStatusCode.Aborted => "aborted",
        RpcStatusCode.OutOfRange => "out_of_range",
        RpcStatusCode.Unimplemented => "unimplemented",
        RpcStatusCode.Internal => "internal",
        RpcStatusCode.Unavailable => "unavailable",
        RpcStatusCode.DataLoss => "data_loss",
        RpcStatusCode.Unauthenticated => "unauthenticated",
        _ => "unknown",
    };

    /// <summary>The body of a failed unary call.</summary>
    public static byte[] Body(RpcStatus status) => Write(json => WriteError(json, status));

    /// <summary>The last envelope of a stream.</summary>
    public static byte[] EndOfStream(RpcStatus status, RpcMetadata trailers) => Write(json =>
    {
        json.WriteStartObject();
        if (!status.IsOk)
        {
            json.WritePropertyName("error");
            WriteError(json, status);
        }
        if (trailers.Count > 0)
        {
            json.WriteStartObject("metadata");
            foreach (IGrouping<string, KeyValuePair<string, string>> group in trailers.GroupBy(t => t.Key, StringComparer.Ordinal))
            {
                json.WriteStartArray(group.Key);
                foreach (KeyValuePair<string, string> entry in group)
                    json.WriteStringValue(entry.Value);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    });

    private static void WriteError(Utf8JsonWriter json, RpcStatus status)
    {
        json.WriteStartObject();
        json.WriteString("code", Name(status.Code));
        if (status.Message.Length > 0)
            json.WriteString("message", status.Message);
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
            write(json);
        return buffer.WrittenSpan.ToArray();
    }
}
