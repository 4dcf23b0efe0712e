using System.Globalization;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>
/// The scenarios of "Twins: BFT Systems Made Robust" (Bano et al., OPODIS 2021), all of them: four validators, one of them twice, three
/// rounds, in each a leader and a division of the five instances that the network keeps apart. Then all is connected, and everyone must decide the same.
/// </summary>
/// <remarks>
/// The three correct validators are alike, and so are the two twins: of the scenarios that differ only by renaming them one is run. What a division
/// kept apart is lost until the end in one variant, and delivered one round late in the other.
/// </remarks>
internal static class TwinsEnumeration
{
    private const int Rounds = 3;
    private const int Instances = 5;

    // Instances 0, 1, 2 are correct with keys 0, 1, 2; instances 3 and 4 share key 3.
    private static readonly int[] Keys = [0, 1, 2, 3, 3];

    private static readonly ValidatorSet Set =
        ValidatorSet.TryCreate(Enumerable.Range(0, 4).Select(static key => new Validator(Crypto.Address(key), Crypto.PublicKey(key), 1)))!;

    internal sealed record Result(int Scenarios, int Failures, string? FirstFailure);

    /// <summary>Runs every scenario with at most that many groups in a division.</summary>
    public static Result Run(int groupsMax, bool isLate, Mutation mutation = Mutation.None, bool stopsAtFirst = true)
    {
        int[][] divisions = [.. Divisions(groupsMax)];
        int[][] renamings = [.. Renamings()];
        int[][] choices = RenamedChoices(divisions, renamings);
        int options = divisions.Length * 4;
        var crypto = new Crypto();
        int scenarios = 0;
        int failures = 0;
        string? first = null;
        for (int number = 0; number < options * options * options; number++)
        {
            int[] rounds = [number / (options * options), number / options % options, number % options];
            if (!IsFirstOfItsKind(rounds, choices))
                continue;
            scenarios++;
            if (Play(crypto, rounds, divisions, isLate, mutation) is not { } failure)
                continue;
            failures++;
            first ??= string.Create(CultureInfo.InvariantCulture, $"{failure.Message} (scenario {number}: {Describe(rounds, divisions)})");
            if (stopsAtFirst)
                break;
        }
        return new Result(scenarios, failures, first);
    }

    private static SimulationFailure? Play(Crypto crypto, int[] rounds, int[][] divisions, bool isLate, Mutation mutation)
    {
        try
        {
            var arena = new Arena(crypto, Set, Keys, mutation);
            uint round = 0;
            uint? before = null;
            foreach (int option in rounds)
            {
                // Rounds that the wanted leader does not lead pass in silence.
                while (Set.Proposer(round).Operator != Crypto.Address(option % 4))
                    round++;
                int[] group = divisions[option / 4];
                arena.Begin(round);
                if (isLate && before is { } late)
                    DeliverLate(arena, late, group);
                arena.PlayRound(round, (from, to) => group[from] == group[to]);
                before = round++;
            }
            arena.Finish(round);
            return null;
        }
        catch (SimulationFailure failure)
        {
            return failure;
        }
    }

    // What was lost in the round before comes now to those whom this round's division lets it reach.
    private static void DeliverLate(Arena arena, uint round, int[] group)
    {
        for (int kind = 0; kind < 3; kind++)
            arena.Deliver(round, kind, (from, to) => group[from] == group[to]);
    }

    // Divisions as "the group of each instance", groups numbered by first appearance, so that each is there once.
    private static IEnumerable<int[]> Divisions(int groupsMax)
    {
        var group = new int[Instances];
        for (int number = 0; number < (int)Math.Pow(groupsMax, Instances); number++)
        {
            int rest = number;
            int next = 0;
            bool isNormal = true;
            for (int i = 0; i < Instances; i++)
            {
                group[i] = rest % groupsMax;
                rest /= groupsMax;
                isNormal &= group[i] <= next;
                next = Math.Max(next, group[i] + 1);
            }
            if (isNormal)
                yield return [.. group];
        }
    }

    private static IEnumerable<int[]> Renamings()
    {
        int[][] correct = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        foreach (int[] order in correct)
        {
            yield return [.. order, 3, 4];
            yield return [.. order, 4, 3];
        }
    }

    // choices[renaming][option] is what the option (division × 4 + leader) is called after the renaming.
    private static int[][] RenamedChoices(int[][] divisions, int[][] renamings)
    {
        var choices = new int[renamings.Length][];
        for (int r = 0; r < renamings.Length; r++)
        {
            choices[r] = new int[divisions.Length * 4];
            for (int option = 0; option < choices[r].Length; option++)
            {
                int[] renamed = Normal(divisions[option / 4], renamings[r]);
                int division = Array.FindIndex(divisions, other => other.AsSpan().SequenceEqual(renamed));
                int leader = option % 4 == 3 ? 3 : renamings[r][option % 4];
                choices[r][option] = (division * 4) + leader;
            }
        }
        return choices;
    }

    private static int[] Normal(int[] division, int[] renaming)
    {
        var renamed = new int[Instances];
        for (int i = 0; i < Instances; i++)
            renamed[renaming[i]] = division[i];
        var names = new List<int>();
        for (int i = 0; i < Instances; i++)
        {
            if (!names.Contains(renamed[i]))
                names.Add(renamed[i]);
            renamed[i] = names.IndexOf(renamed[i]);
        }
        return renamed;
    }

    private static bool IsFirstOfItsKind(int[] rounds, int[][] choices)
    {
        foreach (int[] renamed in choices)
        {
            for (int i = 0; i < Rounds; i++)
            {
                int difference = renamed[rounds[i]] - rounds[i];
                if (difference < 0)
                    return false;
                if (difference > 0)
                    break;
            }
        }
        return true;
    }

    private static string Describe(int[] rounds, int[][] divisions) =>
        string.Join("; ", rounds.Select(option => $"leader {option % 4}, groups {string.Join(string.Empty, divisions[option / 4])}"));
}
