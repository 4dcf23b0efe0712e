namespace Chain.Node.Seams;

/// <summary>SplitMix64 from a seed: the same numbers on every machine.</summary>
public sealed class SeededRandom(ulong seed) : IRandom
{
    private ulong _state = seed;

    /// <inheritdoc/>
    public int Below(int bound)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (int)(((UInt128)mixed * (ulong)bound) >> 64);
    }
}
