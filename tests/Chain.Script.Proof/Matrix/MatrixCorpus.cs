using Chain.Script.Proof.Attacks;
using Chain.Script.Proof.Differential;
using Chain.Script.Proof.Golden;

namespace Chain.Script.Proof.Matrix;

/// <summary>What every machine setting has to give the same bytes for: attacks, pinned scripts, generated programs.</summary>
public static class MatrixCorpus
{
    private const int Programs = 300;
    private const long Gas = 20_000_000;

    /// <summary>One line a case. A sample of one in so many, or all with 1.</summary>
    public static IEnumerable<string> Lines(int oneIn, string? attacks)
    {
        IEnumerable<(string Name, string Source)> cases =
        [
            .. AttackCorpus.Own.Select(attack => (attack.Id, attack.Source)),
            .. (attacks is null ? [] : AttackCorpus.OfFolder(attacks)).Select(attack => (attack.Id, attack.Source)),
            .. GoldenCorpus.All.Select(script => (script.Name, script.Source)),
            .. Enumerable.Range(1_000, Programs).Select(seed => ($"program {seed}", ProgramGenerator.Prelude + ProgramGenerator.Generate((ulong)seed))),
        ];
        int index = 0;
        foreach ((string name, string source) in cases)
        {
            if (index++ % oneIn == 0)
                yield return $"{Engine.RunScript(source, Gas).Digest} {name}";
        }
    }
}
