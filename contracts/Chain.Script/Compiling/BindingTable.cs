using Chain.Script.Scoping;

namespace Chain.Script.Compiling;

/// <summary>Numbers by binding. Most functions have a few, found in a row; a table is made when there are more.</summary>
internal struct BindingTable
{
    private const int RowMax = 8;

    private Binding[]? bindings;
    private int[]? numbers;
    private int count;
    private Dictionary<Binding, int>? table;

    /// <summary>Sets the number of a binding.</summary>
    public int this[Binding binding]
    {
        readonly get => TryGetValue(binding, out int number) ? number : throw new KeyNotFoundException("a binding has no place");
        set
        {
            if (table is not null)
            {
                table[binding] = value;
                return;
            }
            int at = Find(binding);
            if (at < 0)
                at = Append(binding, value);
            if (table is null)
                numbers![at] = value;
        }
    }

    /// <summary>Finds the number of a binding.</summary>
    public readonly bool TryGetValue(Binding binding, out int number)
    {
        if (table is not null)
            return table.TryGetValue(binding, out number);
        int at = Find(binding);
        number = at < 0 ? 0 : numbers![at];
        return at >= 0;
    }

    private readonly int Find(Binding binding)
    {
        for (int i = 0; i < count; i++)
        {
            if (ReferenceEquals(bindings![i], binding))
                return i;
        }
        return -1;
    }

    private int Append(Binding binding, int value)
    {
        if (count == RowMax)
        {
            table = [];
            for (int i = 0; i < count; i++)
                table.Add(bindings![i], numbers![i]);
            table.Add(binding, value);
            return count;
        }
        if (count == (bindings?.Length ?? 0))
        {
            Array.Resize(ref bindings, Math.Max(2, count * 2));
            Array.Resize(ref numbers, bindings.Length);
        }
        bindings![count] = binding;
        return count++;
    }
}
