using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Chain.Rpc.Server;

/// <summary>Runs one call: counts it, arms its deadline, calls the handler, and turns every way to end into a status. The one place where exceptions of handlers are caught.</summary>
internal sealed partial class CallRunner(TimeProvider time, ILogger logger, CancellationToken stopping)
{
    public TimeProvider Time => time;

    public async Task RunAsync(HttpContext http, ConnectionState connection, ServerMethod method, ServerWire wire, RpcContext context, TimeSpan? timeout)
    {
        CallGate gate = connection.Endpoint.Gate;
        if (gate.Enter(connection, http.Connection.RemoteIpAddress, method.IsStream) is { } refusal)
        {
            await RefuseAsync(http, connection, method, wire, context, refusal);
            return;
        }
        using CancellationTokenSource? deadline = timeout is { } t ? new(t, time) : null;
        using CancellationTokenSource? linked = Link(http.RequestAborted, deadline, method.IsStream);
        try
        {
            context.Deadline = timeout is { } wait ? time.GetUtcNow() + wait : null;
            context.CancellationToken = linked?.Token ?? http.RequestAborted;
            RpcStatus status = await HandleAsync(http, method, wire, context, deadline);
            if (!http.RequestAborted.IsCancellationRequested)
                await wire.FinishAsync(status);
        }
        catch (SlowReaderException)
        {
            LogSlowReader(logger, method.Path, context.ConnectionId);
            http.Abort();
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested || e is IOException)
        {
            LogGone(logger, method.Path, context.ConnectionId);
        }
        finally
        {
            gate.Leave(connection, http.Connection.RemoteIpAddress, method.IsStream);
        }
    }

    private async Task RefuseAsync(HttpContext http, ConnectionState connection, ServerMethod method, ServerWire wire, RpcContext context, string refusal)
    {
        try
        {
            if (method.Kind is RpcKind.Unary or RpcKind.ServerStreaming)
                await UnreadRequest.SkipAsync(http, connection.Endpoint.Endpoint.Limits, time);
            await wire.FinishAsync(new(RpcStatusCode.ResourceExhausted, refusal));
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested || e is IOException)
        {
            LogGone(logger, method.Path, context.ConnectionId);
        }
    }

    private async Task<RpcStatus> HandleAsync(HttpContext http, ServerMethod method, ServerWire wire, RpcContext context, CancellationTokenSource? deadline)
    {
        try
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            await method.Run(wire, context);
            return deadline is { IsCancellationRequested: true } ? new(RpcStatusCode.DeadlineExceeded, "the deadline passed") : RpcStatus.Ok;
        }
        catch (SlowReaderException)
        {
            throw;
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // A reset arrives in the reader as an IOException: the client went away, and nobody is left to be told.
            return new(RpcStatusCode.Cancelled, "the client went away");
        }
        catch (RpcException e)
        {
            foreach (KeyValuePair<string, string> entry in e.Trailers)
                context.ResponseTrailers.Add(entry.Key, entry.Value);
            return e.Status;
        }
        catch (OperationCanceledException) when (deadline is { IsCancellationRequested: true })
        {
            return new(RpcStatusCode.DeadlineExceeded, "the deadline passed");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new(RpcStatusCode.Unavailable, "the server is stopping");
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException e)
        {
            return new(RpcStatusCode.InvalidArgument, e.Message);
        }
        catch (Exception e)
        {
            // No detail leaves the process: an exception's text can hold paths, keys or another caller's data.
            LogFailed(logger, e, method.Path);
            return new(RpcStatusCode.Internal, "internal error");
        }
    }

    private CancellationTokenSource? Link(CancellationToken aborted, CancellationTokenSource? deadline, bool isStream)
    {
        if (isStream)
            return deadline is null
                ? CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping)
                : CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping, deadline.Token);
        return deadline is null ? null : CancellationTokenSource.CreateLinkedTokenSource(aborted, deadline.Token);
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} failed: a handler threw")]
    private static partial void LogFailed(ILogger logger, Exception exception, string method);

    [LoggerMessage(2, LogLevel.Information, "{Method} on connection {Connection}: reset, the client does not read")]
    private static partial void LogSlowReader(ILogger logger, string method, string connection);

    [LoggerMessage(3, LogLevel.Debug, "{Method} on connection {Connection}: the client went away")]
    private static partial void LogGone(ILogger logger, string method, string connection);
}
