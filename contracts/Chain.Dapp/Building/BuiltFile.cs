namespace Chain.Dapp.Building;

/// <summary>What became of one TypeScript file.</summary>
/// <param name="Source">The author's file.</param>
/// <param name="Target">The JavaScript beside it.</param>
/// <param name="Problem">Why there is none.</param>
internal sealed record BuiltFile(string Source, string Target, Problem? Problem);
