using System.Text.RegularExpressions;

namespace Chain.Storage.Tests.Crashes;

/// <summary>Reads what strace saw of a writer, line by line, and knows what a power cut would take: bytes that were written and not synced, names that were given and not synced.</summary>
internal sealed partial class DurabilityTrace(string home)
{
    private readonly HashSet<string> _unsynced = new(StringComparer.Ordinal);
    private readonly string _signer = Path.Combine(home, "signer");
    private readonly string _log = Path.Combine(home, "log");
    private readonly string _state = Path.Combine(home, "state", "data.mdb");
    private bool _isStateSynced;

    /// <summary>Heights that the writer said were written.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Files that got their name.</summary>
    public int Renamed { get; private set; }

    public void Take(string line)
    {
        Match match = Call().Match(line);
        if (!match.Success)
            return;
        string path = match.Groups["path"].Value;
        switch (match.Groups["call"].Value)
        {
            case "write" when path.StartsWith("pipe:", StringComparison.Ordinal) && Told().IsMatch(line):
                Acknowledge();
                break;
            case "write" or "pwrite64":
                Write(path);
                break;
            case "fsync" or "fdatasync":
                _unsynced.Remove(path);
                _isStateSynced |= path == _state;
                break;
            default:
                break;
        }
        if (match.Groups["to"] is { Success: true, Value: { } name })
        {
            Renamed++;
            _unsynced.Add(Path.GetDirectoryName(name)!);
        }
    }

    private void Write(string path)
    {
        if (path != _signer && !IsSegment(path))
            return;
        if (path != _signer)
            Assert.DoesNotContain(_signer, _unsynced);
        _unsynced.Add(path);
    }

    private void Acknowledge()
    {
        Acknowledged++;
        Assert.Empty(_unsynced);
        Assert.True(_isStateSynced, $"the state is durable before height {Acknowledged} of this run is acknowledged");
        _isStateSynced = false;
    }

    // A segment that is being made for later is nobody's yet.
    private bool IsSegment(string path) => Path.GetDirectoryName(path) == _log && path.EndsWith(".log", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d+ +(?<call>\w+)\((?:\d+<(?<path>[^>]*)>|.*""(?<to>[^""]+\.log)"")", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Call();

    // The runtime writes to a copy of its standard output, so that its number says nothing, and the end of the line by itself.
    [GeneratedRegex(@"""\d+(\\n)?"", \d", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Told();
}
