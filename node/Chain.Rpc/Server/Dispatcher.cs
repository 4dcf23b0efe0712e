using Chain.Rpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Chain.Rpc.Server;

/// <summary>Every request enters here: which protocol is it, which method, may it run? <see cref="CallRunner"/> does the rest.</summary>
internal sealed class Dispatcher(CallRunner runner)
{
    private static readonly MinDataRate PageDataRate = new(240, TimeSpan.FromSeconds(5));

    public Task DispatchAsync(HttpContext http)
    {
        ConnectionState connection = http.Features.Get<ConnectionState>()!;
        EndpointState endpoint = connection.Endpoint;
        if (endpoint.AllowedHosts.Count > 0 && !endpoint.AllowedHosts.Contains(http.Request.Host.Host))
            return PlainAsync(http, 403, "this host name is not served here");
        if (AllowOrigin(http, endpoint) && HttpMethods.IsOptions(http.Request.Method))
            return PreflightAsync(http);

        string path = http.Request.Path.Value ?? "";
        string contentType = http.Request.ContentType ?? "";
        bool isPost = HttpMethods.IsPost(http.Request.Method);
        if (isPost && IsGrpc(contentType))
            return GrpcAsync(http, connection, path);
        if (endpoint.Methods.TryGetValue(path, out ServerMethod? method))
            return ConnectAsync(http, connection, method, contentType, isPost);
        if (isPost && IsUnknownMethod(endpoint, path))
            return ConnectUnaryWire.RefuseAsync(http, new(RpcStatusCode.Unimplemented, $"there is no method {path}"));
        return PageAsync(http, endpoint.Endpoint, path);
    }

    private Task GrpcAsync(HttpContext http, ConnectionState connection, string path)
    {
        if (!HttpProtocol.IsHttp2(http.Request.Protocol))
            return PlainAsync(http, 426, "gRPC needs HTTP/2");
        if (!connection.Endpoint.Methods.TryGetValue(path, out ServerMethod? method))
        {
            GrpcWire.Refuse(http, new(RpcStatusCode.Unimplemented, $"there is no method {path}"));
            return Task.CompletedTask;
        }
        string? encoding = http.Request.Headers["grpc-encoding"];
        if (encoding is not (null or "" or "identity"))
        {
            http.Response.Headers["grpc-accept-encoding"] = "identity";
            GrpcWire.Refuse(http, new(RpcStatusCode.Unimplemented, $"grpc-encoding '{encoding}' is not accepted"));
            return Task.CompletedTask;
        }
        TimeSpan? timeout = null;
        if (http.Request.Headers["grpc-timeout"].ToString() is { Length: > 0 } text)
        {
            if (!GrpcTimeout.TryParse(text, out TimeSpan parsed))
            {
                GrpcWire.Refuse(http, new(RpcStatusCode.InvalidArgument, "grpc-timeout is malformed"));
                return Task.CompletedTask;
            }
            timeout = parsed;
        }
        LiftBodyLimit(http);
        RpcContext context = NewContext(http, connection, method, RpcWire.Grpc);
        GrpcWire wire = new(http, context, method.Descriptor.InputType, LimitOf(connection.Endpoint, method), connection.Endpoint.Endpoint.Limits.SendBytesMax)
        {
            Time = runner.Time,
            RequestReadTimeout = connection.Endpoint.Endpoint.Limits.RequestReadTimeout,
        };
        return runner.RunAsync(http, connection, method, wire, context, timeout);
    }

    private Task ConnectAsync(HttpContext http, ConnectionState connection, ServerMethod method, string contentType, bool isPost)
    {
        bool isGet = HttpMethods.IsGet(http.Request.Method);
        if (!isPost && !(isGet && method is { Kind: RpcKind.Unary, IsSideEffectFree: true }))
        {
            http.Response.Headers.Allow = method is { Kind: RpcKind.Unary, IsSideEffectFree: true } ? "POST, GET" : "POST";
            return PlainAsync(http, 405, "this method wants POST");
        }
        string type = isGet ? "application/" + http.Request.Query["encoding"] : MediaType(contentType);
        string prefix = method.IsStream ? "application/connect+" : "application/";
        MessageCodec? codec = type == prefix + "json" ? MessageCodec.Json : type == prefix + "proto" ? MessageCodec.Protobuf : null;
        if (codec is null)
        {
            http.Response.Headers["accept-post"] = $"{prefix}json, {prefix}proto";
            return PlainAsync(http, 415, $"this method takes {prefix}json or {prefix}proto");
        }
        string? encoding = method.IsStream ? http.Request.Headers["connect-content-encoding"] : http.Request.Headers.ContentEncoding;
        if (encoding is not (null or "" or "identity"))
        {
            http.Response.Headers["accept-encoding"] = "identity";
            return ConnectUnaryWire.RefuseAsync(http, new(RpcStatusCode.Unimplemented, "compressed messages are not accepted"));
        }
        TimeSpan? timeout = null;
        if (http.Request.Headers["connect-timeout-ms"].ToString() is { Length: > 0 } text)
        {
            if (!GrpcTimeout.TryParseMilliseconds(text, out TimeSpan parsed))
                return ConnectUnaryWire.RefuseAsync(http, new(RpcStatusCode.InvalidArgument, "connect-timeout-ms is malformed"));
            timeout = parsed;
        }
        LiftBodyLimit(http);
        RpcContext context = NewContext(http, connection, method, codec == MessageCodec.Json ? RpcWire.ConnectJson : RpcWire.ConnectProtobuf);
        RpcMessageLimit receiveLimit = LimitOf(connection.Endpoint, method);
        RpcLimits limits = connection.Endpoint.Endpoint.Limits;
        ServerWire wire = method.IsStream
            ? new ConnectStreamWire(http, context, method.Descriptor.InputType, receiveLimit, limits.SendBytesMax, codec) { Time = runner.Time, RequestReadTimeout = limits.RequestReadTimeout }
            : new ConnectUnaryWire(http, context, method.Descriptor.InputType, receiveLimit, limits.SendBytesMax, codec) { Time = runner.Time, RequestReadTimeout = limits.RequestReadTimeout };
        return runner.RunAsync(http, connection, method, wire, context, timeout);
    }

    private static Task PageAsync(HttpContext http, RpcEndpoint endpoint, string path)
    {
        RequestDelegate? page = endpoint.Pages.GetValueOrDefault(path) ?? endpoint.Fallback;
        if (page is null)
            return PlainAsync(http, 404, "not found");
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD";
            return PlainAsync(http, 405, "this page wants GET");
        }
        // Pages have no write timeout of their own; over HTTP/1.1 the server watches the rate.
        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = PageDataRate;
        return page(http);
    }

    private static RpcMessageLimit LimitOf(EndpointState endpoint, ServerMethod method) => method.ReceiveLimit ?? endpoint.ReceiveLimit;

    private static RpcContext NewContext(HttpContext http, ConnectionState connection, ServerMethod method, RpcWire wire) =>
        new(http, method.Path, wire, connection) { StreamsResponses = method.Kind is RpcKind.ServerStreaming or RpcKind.Duplex };

    /// <summary>The server's limit counts a whole stream, ours each message.</summary>
    private static void LiftBodyLimit(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = null;
    }

    /// <summary>A path of a service that is served here, or of none: "/a.B/C" has one slash inside.</summary>
    private static bool IsUnknownMethod(EndpointState endpoint, string path)
    {
        int slash = path.LastIndexOf('/');
        return slash > 0 && (endpoint.Services.Contains(path[1..slash]) || path.AsSpan(1, slash - 1).Contains('.'));
    }

    private static bool IsGrpc(string contentType) => MediaType(contentType) is "application/grpc" or "application/grpc+proto";

    private static string MediaType(string contentType)
    {
        int end = contentType.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? contentType : contentType[..end]).Trim().ToLowerInvariant();
    }

    private static bool AllowOrigin(HttpContext http, EndpointState endpoint)
    {
        string? origin = http.Request.Headers.Origin;
        if (origin is null || !endpoint.AllowedOrigins.Contains(origin))
            return false;
        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.Vary = "origin";
        return true;
    }

    private static Task PreflightAsync(HttpContext http)
    {
        http.Response.StatusCode = 204;
        http.Response.Headers.AccessControlAllowMethods = "GET, POST";
        http.Response.Headers.AccessControlAllowHeaders = "content-type, connect-protocol-version, connect-timeout-ms";
        http.Response.Headers.AccessControlMaxAge = "600";
        return Task.CompletedTask;
    }

    private static Task PlainAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text + "\n", http.RequestAborted);
    }
}
