using System.Net;
using System.Net.Sockets;

namespace Chain.Testing;

/// <summary>One connection through a <see cref="TcpFaultProxy"/>.</summary>
internal sealed class ProxiedConnection(Socket client, Socket server, Func<TimeSpan> delay)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _gate = NewOpenGate();
    private volatile bool _drops;

    public Task Finished { get; private set; } = Task.CompletedTask;

    public void Start(IPEndPoint target) => Finished = RunAsync(target);

    public void Pause()
    {
        lock (_lock)
        {
            if (_gate.Task.IsCompleted)
                _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Resume()
    {
        lock (_lock)
            _gate.TrySetResult();
    }

    public void Drop() => _drops = true;

    public void Cut()
    {
        foreach (Socket socket in new[] { client, server })
        {
            try
            {
                // Lingering for no time sends a reset instead of an orderly end.
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                continue; // it is over already
            }
            socket.Dispose();
        }
        _cut.TrySetResult();
        Resume();
    }

    private static TaskCompletionSource NewOpenGate()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        gate.SetResult();
        return gate;
    }

    private async Task RunAsync(IPEndPoint target)
    {
        try
        {
            await Gate().WaitAsync(CancellationToken.None);
            await server.ConnectAsync(target);
            client.NoDelay = true;
            server.NoDelay = true;
            await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The target is gone: the client learns it below.
            Cut();
        }
        finally
        {
            Cut();
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                int length = await from.ReceiveAsync(buffer);
                if (length == 0)
                    return;
                await Gate();
                TimeSpan wait = delay();
                if (wait > TimeSpan.Zero)
                    await Task.WhenAny(Task.Delay(wait), _cut.Task);
                for (int sent = 0; sent < length && !_drops;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return; // one side ended
        }
    }

    private Task Gate()
    {
        lock (_lock)
            return _gate.Task;
    }
}
