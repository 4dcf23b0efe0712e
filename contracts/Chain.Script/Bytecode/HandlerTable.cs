namespace Chain.Script.Bytecode;

/// <summary>
/// The exception handlers of a function. A throw finds its handler by binary search over disjoint stretches, so that a function with ten thousand <c>try</c> blocks cannot
/// make each throw walk through all of them.
/// </summary>
public sealed class HandlerTable
{
    private readonly HandlerRange[] ranges;
    private readonly int[] starts;
    private readonly int[] handlers;

    private HandlerTable(HandlerRange[] ranges, int[] starts, int[] handlers)
    {
        this.ranges = ranges;
        this.starts = starts;
        this.handlers = handlers;
    }

    /// <summary>A function without handlers.</summary>
    public static HandlerTable None { get; } = new([], [], []);

    /// <summary>All ranges, inner before outer.</summary>
    public ReadOnlySpan<HandlerRange> Ranges => ranges;

    /// <summary>Builds the table from ranges that nest properly, inner before outer; null when they do not.</summary>
    public static HandlerTable? TryCreate(HandlerRange[] ranges)
    {
        if (ranges.Length == 0)
            return None;
        int[] order = new int[ranges.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;

        // Outer before inner: by start, then the longer first, then the later in the table (of two equal ranges the later one is the outer one).
        Array.Sort(order, (a, b) =>
        {
            int byStart = ranges[a].Start.CompareTo(ranges[b].Start);
            if (byStart != 0)
                return byStart;
            int byEnd = ranges[b].End.CompareTo(ranges[a].End);
            return byEnd != 0 ? byEnd : b.CompareTo(a);
        });

        var starts = new List<int>();
        var handlers = new List<int>();
        var open = new Stack<int>();
        foreach (int index in order)
        {
            var range = ranges[index];
            if (range.Start < 0 || range.End <= range.Start)
                return null;
            CloseUntil(range.Start);
            if (open.Count > 0 && (range.End > ranges[open.Peek()].End || open.Peek() < index))
                return null;
            open.Push(index);
            Mark(range.Start, index);
        }

        CloseUntil(int.MaxValue);
        return new(ranges, [.. starts], [.. handlers]);

        void CloseUntil(int word)
        {
            while (open.Count > 0 && ranges[open.Peek()].End <= word)
            {
                int end = ranges[open.Pop()].End;
                Mark(end, open.Count > 0 ? open.Peek() : -1);
            }
        }

        void Mark(int word, int handler)
        {
            if (starts.Count > 0 && starts[^1] == word)
            {
                handlers[^1] = handler;
                return;
            }

            starts.Add(word);
            handlers.Add(handler);
        }
    }

    /// <summary>Finds the innermost handler of the instruction at a word index.</summary>
    public bool TryFind(int word, out HandlerRange range)
    {
        int index = Array.BinarySearch(starts, word);
        if (index < 0)
            index = ~index - 1;
        if (index < 0 || handlers[index] < 0)
        {
            range = default;
            return false;
        }

        range = ranges[handlers[index]];
        return true;
    }
}
