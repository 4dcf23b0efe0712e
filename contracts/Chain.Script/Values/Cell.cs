namespace Chain.Script.Values;

/// <summary>One captured variable: a closure and the frame that declared it share the cell.</summary>
internal sealed class Cell : HeapValue
{
    internal Value Value;

    internal Cell(Value value)
        : base(ValueKind.Cell) => Value = value;
}
