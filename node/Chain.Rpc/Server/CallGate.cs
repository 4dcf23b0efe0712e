using System.Net;

namespace Chain.Rpc.Server;

/// <summary>Counts the connections and running calls of one endpoint against its limits.</summary>
internal sealed class CallGate(RpcLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _streamsByAddress = [];
    private readonly Dictionary<IPAddress, int> _connectionsByAddress = [];
    private int _calls;
    private int _streams;

    /// <summary>Null when the call may run (then <see cref="Leave"/> must follow), else why not.</summary>
    public string? Enter(ConnectionState connection, IPAddress? address, bool isStream)
    {
        if (Interlocked.Increment(ref _calls) > limits.CallsMax)
        {
            Interlocked.Decrement(ref _calls);
            return "the server has too many calls";
        }
        if (Interlocked.Increment(ref connection.Calls) > limits.CallsPerConnectionMax)
        {
            Interlocked.Decrement(ref connection.Calls);
            Interlocked.Decrement(ref _calls);
            return "this connection has too many calls";
        }
        string? refusal = isStream ? EnterStream(address ?? IPAddress.None) : null;
        if (refusal is not null)
        {
            Interlocked.Decrement(ref connection.Calls);
            Interlocked.Decrement(ref _calls);
        }
        return refusal;
    }

    public void Leave(ConnectionState connection, IPAddress? address, bool isStream)
    {
        if (Interlocked.Decrement(ref connection.Calls) == 0)
            connection.Rest();
        Interlocked.Decrement(ref _calls);
        if (!isStream)
            return;
        IPAddress key = address ?? IPAddress.None;
        lock (_lock)
            _streams--;
        Decrement(_streamsByAddress, key);
    }

    private void Decrement(Dictionary<IPAddress, int> counts, IPAddress key)
    {
        lock (_lock)
        {
            int left = counts[key] - 1;
            if (left == 0)
                counts.Remove(key);
            else
                counts[key] = left;
        }
    }

    /// <summary>Counts a connection; false when its address has too many.</summary>
    public bool EnterConnection(IPAddress? address)
    {
        IPAddress key = address ?? IPAddress.None;
        lock (_lock)
        {
            int open = _connectionsByAddress.GetValueOrDefault(key);
            if (open >= limits.ConnectionsPerAddressMax)
                return false;
            _connectionsByAddress[key] = open + 1;
            return true;
        }
    }

    public void LeaveConnection(IPAddress? address) => Decrement(_connectionsByAddress, address ?? IPAddress.None);

    private string? EnterStream(IPAddress key)
    {
        lock (_lock)
        {
            if (_streams >= limits.StreamingCallsMax)
                return "the server has too many streams";
            int open = _streamsByAddress.GetValueOrDefault(key);
            if (open >= limits.StreamingCallsPerAddressMax)
                return "this address has too many streams";
            _streams++;
            _streamsByAddress[key] = open + 1;
            return null;
        }
    }
}
