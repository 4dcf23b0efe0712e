namespace Chain.Script.Compiling;

/// <summary>A place in code that jumps refer to, perhaps before it is known where it is.</summary>
internal sealed class Label
{
    /// <summary>The word index, or −1 until it is bound.</summary>
    public int Position { get; set; } = -1;

    /// <summary>The last word that waits for the position; each holds the index of the one before. −1: none.</summary>
    public int Waiting { get; set; } = -1;

    /// <summary>The stack depth there, or −1 until a jump or the binding tells it.</summary>
    public int Depth { get; set; } = -1;

    /// <summary>Whether any jump refers to it so far.</summary>
    public bool IsUsed => Waiting >= 0;
}
