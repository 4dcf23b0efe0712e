using Chain.Rpc.Health.V1;
using static Chain.Rpc.Health.V1.HealthCheckResponse.Types;

namespace Chain.Rpc;

/// <summary>The state that <c>grpc.health.v1</c> tells: the whole server under the name "", services under theirs.</summary>
public sealed class RpcHealth
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ServingStatus> _status = new(StringComparer.Ordinal) { [""] = ServingStatus.Serving };
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The service to put on an endpoint.</summary>
    public RpcService Service => RpcService.For(HealthReflection.Descriptor.Services[0])
        .Unary<HealthCheckRequest, HealthCheckResponse>("Check", (request, _) => ValueTask.FromResult(Check(request)))
        .ServerStreaming<HealthCheckRequest, HealthCheckResponse>("Watch", WatchAsync)
        .Build();

    /// <summary>Tells whether a service serves; those who watch it hear of it.</summary>
    public void Set(string service, bool serving)
    {
        ServingStatus status = serving ? ServingStatus.Serving : ServingStatus.NotServing;
        lock (_lock)
        {
            if (_status.TryGetValue(service, out ServingStatus before) && before == status)
                return;
            _status[service] = status;
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private HealthCheckResponse Check(HealthCheckRequest request)
    {
        (ServingStatus? status, _) = Read(request.Service);
        return status is { } known
            ? new HealthCheckResponse { Status = known }
            : throw new RpcException(RpcStatusCode.NotFound, $"there is no service '{request.Service}'");
    }

    private async Task WatchAsync(HealthCheckRequest request, IRpcStreamWriter<HealthCheckResponse> responses, RpcContext context)
    {
        ServingStatus? last = null;
        while (true)
        {
            (ServingStatus? known, Task changed) = Read(request.Service);
            ServingStatus status = known ?? ServingStatus.ServiceUnknown;
            if (status != last)
                await responses.WriteAsync(new() { Status = status }, context.CancellationToken);
            last = status;
            await changed.WaitAsync(context.CancellationToken);
        }
    }

    private (ServingStatus? Status, Task Changed) Read(string service)
    {
        lock (_lock)
            return (_status.TryGetValue(service, out ServingStatus status) ? status : null, _changed.Task);
    }
}
