using Chain.Script.Metering;

namespace Chain.Script.Proof.Golden;

/// <summary>The text of the pinned file: the hash of the gas schedule, then a line a script.</summary>
public static class PinnedFile
{
    /// <summary>What somebody reads when a pin breaks.</summary>
    public const string VersionRule =
        "Gas, results and canonical bytecode are part of the protocol: what is pinned changes only together with a new language version " +
        "(docs/spec/gas.md, \"Changing the schedule\"). If that is meant, run: dotnet artifacts/bin/Chain.Script.Proof/release/chain-script-proof.dll pin tests/Chain.Script.Tests/Golden/pinned.txt --document docs/spec/gas.md, " +
        "and put the version and the reason into CHANGELOG.md.";

    /// <summary>Runs everything and writes it down.</summary>
    public static string Write()
    {
        var lines = new string[GoldenCorpus.All.Count];
        Parallel.For(0, lines.Length, i => lines[i] = GoldenCorpus.All[i].Pin());
        return string.Concat(Head(), string.Join('\n', lines), "\n");
    }

    /// <summary>The lines that differ between a pinned text and what runs now.</summary>
    public static IReadOnlyList<string> Differences(string pinned)
    {
        string[] then = pinned.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] now = Write().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. then.Except(now, StringComparer.Ordinal).Select(line => $"pinned {line}"), .. now.Except(then, StringComparer.Ordinal).Select(line => $"now    {line}")];
    }

    private static string Head() =>
        $"# Gas, memory, digest of the outcome, digest of the canonical bytecode, script. Made by `chain-script-proof pin`; see docs/spec/gas.md.\n# gas schedule {Convert.ToHexStringLower(GasTable.Hash())}\n";
}
