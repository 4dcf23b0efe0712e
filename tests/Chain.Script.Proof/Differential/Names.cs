namespace Chain.Script.Proof.Differential;

/// <summary>The variables that are in scope where the generator writes, innermost last.</summary>
internal sealed class Names
{
    private readonly List<(string Name, ValueType Type, bool IsConstant)> _visible = [];
    private int _count;

    public int Depth => _visible.Count;

    public string Fresh(string prefix) => $"{prefix}{_count++}";

    public string Declare(ValueType type, bool isConstant = false)
    {
        string name = Fresh("v");
        _visible.Add((name, type, isConstant));
        return name;
    }

    public void Add(string name, ValueType type) => _visible.Add((name, type, true));

    /// <summary>Leaves scopes: what was declared since then is not visible any more.</summary>
    public void CutTo(int depth) => _visible.RemoveRange(depth, _visible.Count - depth);

    public string? Any(SeededRandom random, ValueType type, bool isAssigned = false)
    {
        string[] found = [.. _visible.Where(v => v.Type == type && !(isAssigned && v.IsConstant)).Select(v => v.Name)];
        return found.Length == 0 ? null : found[random.Below(found.Length)];
    }
}
