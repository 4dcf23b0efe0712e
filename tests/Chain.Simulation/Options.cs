using System.Globalization;

namespace Chain.Simulation;

/// <summary>The command line: chain-simulate [--scenario NAME] [--cases FOLDER] [--seeds N] [--seed S] [--all] [--trace] [--mutation NAME].</summary>
internal sealed record Options
{
    public const string Usage = """
        usage: ./chain simulate [--scenario NAME] [--cases FOLDER] [--seeds N] [--seed S] [--all] [--trace] [--mutation NAME]

          --scenario   consensus (default): the consensus core of up to ten validators under faults
                       nodes: whole nodes with pool, execution and stores, and clients that send transactions
                       rounds: one height in lock step, messages lost and late at random
                       twins: every division and leader of three rounds, four validators, one of them twice
                       fork: as consensus, with a third or more of twins; it must find a fork, and says in which seeds
                       attacks: every attack script as a contract, in all shapes that need a chain, on four validators
          --cases F    for attacks: a folder with more scripts
          --seeds N    that many seeds, from 0 (default 200)
          --seed S     one seed, with what it drew and the hash of its trace
          --all        every scenario, with many seeds and all divisions
          --trace      prints each step of --seed S
          --mutation   plants a bug that must be found: QuorumAtTwoThirds, UnlockOnNilPolka, IgnoreLock, SendBeforePersist,
                       PolkaByValidRound, NoLateValidBlock, ProposerStays

        Exit codes: 0 nothing found, 1 a rule was broken, 2 the command line is wrong.
        """;

    public string Scenario { get; init; } = "consensus";

    /// <summary>A folder of attack scripts beside the own ones.</summary>
    public string? Cases { get; init; }

    public int? Seeds { get; init; }

    public ulong? Seed { get; init; }

    public bool All { get; init; }

    public bool Trace { get; init; }

    public Mutation Mutation { get; init; }

    /// <summary>Null and a sentence when the arguments are wrong.</summary>
    public static Options? Parse(string[] args, out string? problem)
    {
        var options = new Options();
        problem = null;
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            if (name is "--all" or "--trace")
            {
                options = name == "--all" ? options with { All = true } : options with { Trace = true };
                continue;
            }
            if (name is not ("--cases" or "--scenario" or "--seeds" or "--seed" or "--mutation"))
                problem = $"there is no option '{name}'";
            else if (++i == args.Length)
                problem = $"{name} needs a value";
            else if (options.With(name, args[i]) is { } next)
                options = next;
            else
                problem = $"'{args[i]}' is not a value of {name}";
            if (problem is not null)
                return null;
        }
        return options;
    }

    private Options? With(string name, string value)
    {
        switch (name)
        {
            case "--scenario":
                return value is "consensus" or "nodes" or "rounds" or "twins" or "fork" or "attacks" ? this with { Scenario = value } : null;
            case "--cases":
                return Directory.Exists(value) ? this with { Cases = value } : null;
            case "--mutation":
                return Enum.TryParse(value, out Mutation mutation) && Enum.IsDefined(mutation) ? this with { Mutation = mutation } : null;
            case "--seeds":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seeds) && seeds > 0 ? this with { Seeds = seeds } : null;
            default:
                return ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? this with { Seed = seed } : null;
        }
    }
}
