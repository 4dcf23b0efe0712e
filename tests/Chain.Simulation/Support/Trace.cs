using System.Globalization;

namespace Chain.Simulation;

/// <summary>A running hash (FNV-1a, 64 bits) over everything that happens: two runs of a seed are the same run iff it is equal. Prints when asked.</summary>
internal sealed class Trace(TextWriter? output)
{
    private ulong _hash = 0xCBF29CE484222325;

    public ulong Hash => _hash;

    public bool IsVerbose => output is not null;

    public void Add(long time, string line)
    {
        Mix((ulong)time);
        foreach (char c in line)
            Mix(c);
        output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time,8} {line}"));
    }

    public void Add(ulong value) => Mix(value);

    /// <summary>Prints only: the hash of a run does not depend on whether somebody looks.</summary>
    public void Show(long time, string line) => output?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time,8} {line}"));

    private void Mix(ulong value)
    {
        _hash ^= value;
        _hash *= 0x100000001B3;
    }
}
