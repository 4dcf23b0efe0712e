namespace Chain.Types;

/// <summary>Where an account's previous receipt is: accounts' histories are linked lists through receipts. Height 0 is "none".</summary>
/// <param name="Height">The block's height.</param>
/// <param name="Index">The receipt's place in that block.</param>
public readonly record struct HistoryLink(ulong Height, uint Index)
{
    /// <summary>The end of a list.</summary>
    public static HistoryLink None => default;
}
