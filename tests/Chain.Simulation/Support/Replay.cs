using System.Globalization;

namespace Chain.Simulation;

/// <summary>The one command that does a run again.</summary>
internal static class Replay
{
    public static string Command(string scenario, ulong seed) =>
        string.Create(CultureInfo.InvariantCulture, $"./chain simulate {(scenario == "consensus" ? string.Empty : $"--scenario {scenario} ")}--seed {seed}");
}
