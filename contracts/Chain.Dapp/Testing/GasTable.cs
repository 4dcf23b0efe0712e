namespace Chain.Dapp.Testing;

/// <summary>What transactions of tests used, by contract and method.</summary>
internal sealed class GasTable
{
    private readonly SortedDictionary<string, GasLine> _lines = new(StringComparer.Ordinal);

    /// <summary>The lines, ordered by name.</summary>
    public IReadOnlyDictionary<string, GasLine> Lines => _lines;

    /// <summary>Adds a transaction that succeeded.</summary>
    public void Add(string contract, string method, ulong gas)
    {
        string name = $"{contract}.{method}";
        _lines[name] = _lines.TryGetValue(name, out GasLine? line) ? line.With(gas) : new GasLine(1, gas, gas, gas);
    }
}
