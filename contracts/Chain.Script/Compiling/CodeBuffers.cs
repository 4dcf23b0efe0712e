namespace Chain.Script.Compiling;

/// <summary>What a function's code grows in while it is compiled; the next function takes it over. A source may hold tens of thousands of small functions.</summary>
internal sealed class CodeBuffers
{
    private const int WordsFirst = 64;

    /// <summary>Code words.</summary>
    internal int[] Words = new int[WordsFirst];

    /// <summary>Words at which a source position begins.</summary>
    public List<int> PositionWords { get; } = [];

    /// <summary>The positions.</summary>
    public List<int> PositionMarks { get; } = [];

    /// <summary>Makes it empty for the next function.</summary>
    public void Clear()
    {
        PositionWords.Clear();
        PositionMarks.Clear();
    }
}
