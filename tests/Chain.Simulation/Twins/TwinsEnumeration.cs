using System.Globalization;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>
/// The scenarios of "Twins: BFT Systems Made Robust" (Bano et al., OPODIS 2021), all of them: four validators, one of them twice, three
/// rounds, in each a leader and a division of the five instances that the network keeps apart. Then all is connected, and everyone must decide the same.
/// </summary>
/// <remarks>
/// The three correct validators are alike, and so are the two twins: of the scenarios that differ only by renaming them one is run. What a division
/// kept apart is lost until the end in one variant, and delivered one round late in the other. A third variant has two rounds with
/// a division of its own for the precommits, as a lock without a decision needs.
/// </remarks>
internal static class TwinsEnumeration
{
    private const int Instances = 5;

    // Instances 0, 1, 2 are correct with keys 0, 1, 2; instances 3 and 4 share key 3.
    private static readonly int[] Keys = [0, 1, 2, 3, 3];

    private static readonly ValidatorSet Set =
        ValidatorSet.TryCreate(Enumerable.Range(0, 4).Select(static key => new Validator(Crypto.Address(key), Crypto.PublicKey(key), 1)))!;

    internal sealed record Result(int Scenarios, int Failures, string? FirstFailure);

    /// <summary>What happens in one round of a scenario.</summary>
    private readonly record struct Choice(int[] Division, int[] PrecommitDivision, int Leader);

    /// <summary>Runs every scenario with at most that many groups in a division.</summary>
    public static Result Run(int groupsMax, TwinsVariant variant, Mutation mutation = Mutation.None)
    {
        int[][] divisions = [.. Divisions(groupsMax)];
        Choice[] all = [.. Choices(divisions, variant)];
        int[][] choices = RenamedChoices(divisions, all, [.. Renamings()], variant);
        int options = all.Length;
        int rounds = variant == TwinsVariant.PerStep ? 2 : 3;
        var crypto = new Crypto();
        int scenarios = 0;
        int failures = 0;
        string? first = null;
        var scenario = new int[rounds];
        do
        {
            if (!IsFirstOfItsKind(scenario, choices))
                continue;
            scenarios++;
            Choice[] played = [.. scenario.Select(option => all[option])];
            if (Play(crypto, played, variant, mutation) is not { } failure)
                continue;
            failures++;
            first = $"{failure.Message} ({string.Join("; ", played.Select(Describe))})";
        }
        while (first is null && Advance(scenario, options));
        return new Result(scenarios, failures, first);
    }

    private static SimulationFailure? Play(Crypto crypto, Choice[] rounds, TwinsVariant variant, Mutation mutation)
    {
        try
        {
            var arena = new Arena(crypto, Set, Keys, mutation);
            uint round = 0;
            uint? before = null;
            foreach (Choice choice in rounds)
            {
                // Rounds that the wanted leader does not lead pass in silence.
                while (Set.Proposer(round).Operator != Crypto.Address(choice.Leader))
                    round++;
                int[] group = choice.Division;
                int[] precommits = choice.PrecommitDivision;
                arena.Begin(round);
                if (variant == TwinsVariant.Late && before is { } late)
                    DeliverLate(arena, late, group);
                arena.PlayRound(round, (from, to) => group[from] == group[to], (from, to) => precommits[from] == precommits[to]);
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

    private static IEnumerable<Choice> Choices(int[][] divisions, TwinsVariant variant) =>
        from division in divisions
        from precommits in variant == TwinsVariant.PerStep ? divisions : [division]
        from leader in Enumerable.Range(0, 4)
        select new Choice(division, precommits, leader);

    // choices[renaming][option] is what the option is called after the renaming.
    private static int[][] RenamedChoices(int[][] divisions, Choice[] all, int[][] renamings, TwinsVariant variant)
    {
        int precommits = variant == TwinsVariant.PerStep ? divisions.Length : 1;
        var choices = new int[renamings.Length][];
        for (int r = 0; r < renamings.Length; r++)
        {
            int[] renamed = [.. divisions.Select(division => IndexOf(divisions, Normal(division, renamings[r])))];
            choices[r] = new int[all.Length];
            for (int option = 0; option < all.Length; option++)
            {
                int leader = option % 4 == 3 ? 3 : renamings[r][option % 4];
                int second = precommits == 1 ? 0 : renamed[option / 4 % precommits];
                choices[r][option] = (((renamed[option / 4 / precommits] * precommits) + second) * 4) + leader;
            }
        }
        return choices;
    }

    private static int IndexOf(int[][] divisions, int[] division) => Array.FindIndex(divisions, other => other.AsSpan().SequenceEqual(division));

    private static bool Advance(int[] scenario, int options)
    {
        for (int i = scenario.Length - 1; i >= 0; i--)
        {
            if (++scenario[i] < options)
                return true;
            scenario[i] = 0;
        }
        return false;
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
            for (int i = 0; i < rounds.Length; i++)
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

    private static string Describe(Choice choice) => string.Create(
        CultureInfo.InvariantCulture, $"leader {choice.Leader}, groups {string.Join(string.Empty, choice.Division)}, for precommits {string.Join(string.Empty, choice.PrecommitDivision)}");
}
