namespace Chain.Script.Values;

/// <summary>Everything a <see cref="Value"/> can point to. The kind is a field, so a type test is one load and one compare.</summary>
public abstract class HeapValue
{
    /// <summary>What it is.</summary>
    internal readonly ValueKind Kind;

    private protected HeapValue(ValueKind kind) => Kind = kind;
}
