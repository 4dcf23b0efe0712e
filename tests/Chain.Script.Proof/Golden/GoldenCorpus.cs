using Chain.Script.Proof.Differential;
using Chain.Script.Proof.Scaling;

namespace Chain.Script.Proof.Golden;

/// <summary>The scripts whose gas is pinned: one a line in Corpus/golden, and a few generated programs for what no one thinks of.</summary>
public static class GoldenCorpus
{
    private const int GeneratedPrograms = 60;
    private const int BuiltinSize = 16;

    /// <summary>All of them, each with the name that the pinned file calls it by.</summary>
    public static IReadOnlyList<GoldenScript> All { get; } =
    [
        .. Resource.Names("Corpus/golden").SelectMany(file => Lines(file)),
        .. BuiltinCases.All.Select(item => new GoldenScript($"builtin/{item.Key}", BuiltinCases.Called(item.Value, BuiltinSize))),
        .. Enumerable.Range(0, GeneratedPrograms).Select(seed => new GoldenScript($"generated/{seed}", ProgramGenerator.Prelude + ProgramGenerator.Generate((ulong)seed))),
    ];

    private static IEnumerable<GoldenScript> Lines(string file) =>
        Resource.Read(file).ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => new GoldenScript($"{Path.GetFileNameWithoutExtension(file)}/{line}", line));
}
