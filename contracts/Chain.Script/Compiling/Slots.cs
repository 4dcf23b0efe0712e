using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary>The slots of a frame, given out like a stack: what a scope or statement takes is given back when it ends.</summary>
internal sealed class Slots(FunctionBuilder function)
{
    private List<LocalName>? names;
    private int next;

    /// <summary>The most slots in use at once.</summary>
    public int Count { get; private set; }

    /// <summary>The state to go back to.</summary>
    public int Mark => next;

    /// <summary>Names of variables, for observers.</summary>
    public IReadOnlyList<LocalName> Names => names ?? [];

    /// <summary>Takes one slot; <paramref name="isFresh"/> tells that nothing has used it before, so that it is still undefined.</summary>
    public int Take(out bool isFresh)
    {
        isFresh = next == Count;
        return Take(1);
    }

    /// <summary>Takes some slots in a row and gives the first.</summary>
    public int Take(int count = 1)
    {
        int first = next;
        next += count;
        if (next > Count)
            Count = next;
        if (Count > CompileLimits.LocalsMax)
            function.Unit.Refuse(CompileMessages.TooManyLocals, function.Function?.Start ?? 0);
        return first;
    }

    /// <summary>Gives back all slots taken since the mark.</summary>
    public void Release(int mark) => next = mark;

    /// <summary>Notes which variable a slot is, from a word on to the present one.</summary>
    public void Name(string name, int slot, bool isCell, int start)
    {
        names ??= [];
        if (function.Code.Here > start)
            names.Add(new LocalName(name, slot, isCell, start, function.Code.Here));
    }
}
