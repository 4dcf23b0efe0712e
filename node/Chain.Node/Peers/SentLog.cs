using Chain.Primitives;

namespace Chain.Node.Peers;

/// <summary>When a peer was sent what, of one height. Bounded by what exists at a height: votes, proposals, certificates.</summary>
internal sealed class SentLog
{
    private const int ItemsMax = 4096;

    private readonly Dictionary<Hash256, ulong> _sentAtMs = [];
    private ulong _height;

    /// <summary>True when it was not sent within the last <paramref name="pauseMs"/>; then it counts as sent now.</summary>
    public bool ShouldSend(ulong height, Hash256 item, ulong nowMs, ulong pauseMs)
    {
        if (_height != height || _sentAtMs.Count > ItemsMax)
        {
            _height = height;
            _sentAtMs.Clear();
        }
        if (_sentAtMs.TryGetValue(item, out ulong sentAtMs) && nowMs < sentAtMs + pauseMs && nowMs >= sentAtMs)
            return false;
        _sentAtMs[item] = nowMs;
        return true;
    }
}
