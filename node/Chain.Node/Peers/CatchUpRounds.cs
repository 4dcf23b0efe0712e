namespace Chain.Node.Peers;

/// <summary>At most two rounds ahead of ours, a peer and height: enough to pull us forward, too few to fill the memory.</summary>
internal sealed class CatchUpRounds
{
    private const int RoundsMax = 2;

    private readonly List<uint> _rounds = [];
    private ulong _height;

    /// <summary>True when votes of this round may be taken from the peer.</summary>
    public bool Allows(ulong height, uint round)
    {
        if (_height != height)
        {
            _height = height;
            _rounds.Clear();
        }
        if (_rounds.Contains(round))
            return true;
        if (_rounds.Count == RoundsMax)
            return false;
        _rounds.Add(round);
        return true;
    }

    /// <summary>Rounds that we have reached ourselves need no allowance.</summary>
    public void Reached(uint round) => _rounds.RemoveAll(item => item <= round);
}
