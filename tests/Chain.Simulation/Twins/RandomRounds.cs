using Chain.Consensus;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>Random scenarios of the arena: some validators of any power, twins below a third, rounds in which each message reaches a random part of the others, and comes late or not.</summary>
internal static class RandomRounds
{
    public static SimulationFailure? Run(ulong seed, Crypto crypto, Mutation mutation = Mutation.None, bool isTwinsFork = false)
    {
        var rng = new Rng(seed);
        int validators = rng.Below(5) + 3;
        ulong[] powers = [.. Enumerable.Range(0, validators).Select(_ => rng.Below(2) == 0 ? 1ul : (ulong)rng.Between(1, 4))];
        ValidatorSet set = ValidatorSet.TryCreate(powers.Select(static (power, key) => new Validator(Crypto.Address(key), Crypto.PublicKey(key), power)))!;
        for (int turns = rng.Below(validators); turns > 0; turns--)
            set = set.Next();
        var keys = new List<int>(Enumerable.Range(0, validators));
        ulong twice = 0;
        for (int key = 0; key < validators; key++)
        {
            ulong more = twice + powers[key];
            bool isTwin = isTwinsFork ? twice * 3 <= set.TotalPower && key < validators - 2 : more * 3 < set.TotalPower && rng.Below(2) == 0;
            if (!isTwin)
                continue;
            keys.Add(key);
            twice = more;
        }
        try
        {
            var arena = new Arena(crypto, set, [.. keys], mutation);
            uint rounds = (uint)rng.Between(2, 6);
            for (uint round = 0; round < rounds; round++)
                PlayRound(arena, round, rng);
            arena.Finish(rounds);
            return null;
        }
        catch (SimulationFailure failure)
        {
            return failure;
        }
    }

    private static void PlayRound(Arena arena, uint round, Rng rng)
    {
        arena.Begin(round);
        DeliverSomeLate(arena, round, rng);
        Func<int, int, bool> network = Network(arena.Count, rng);
        bool isSame = rng.Below(2) == 0;
        arena.Deliver(round, 0, network);
        arena.Timeout(TimeoutKind.Propose);
        arena.Deliver(round, 1, isSame ? network : Network(arena.Count, rng));
        arena.Timeout(TimeoutKind.Prevote);
        DeliverSomeLate(arena, round + 1, rng);
        arena.Deliver(round, 2, isSame ? network : Network(arena.Count, rng));
    }

    // One way for each pair: all well, a random part lost, or one division.
    private static Func<int, int, bool> Network(int count, Rng rng)
    {
        int kind = rng.Below(4);
        int loss = rng.Between(1, 9) is var tenths ? (int)tenths * 100_000 : 0;
        var passes = new bool[count, count];
        int side = rng.Below(1 << count);
        for (int from = 0; from < count; from++)
        {
            for (int to = 0; to < count; to++)
            {
                passes[from, to] = kind switch
                {
                    0 => true,
                    1 => ((side >> from) & 1) == ((side >> to) & 1),
                    2 => ((side >> to) & 1) == 0,
                    _ => !rng.Happens(loss),
                };
            }
        }
        return (from, to) => passes[from, to];
    }

    private static void DeliverSomeLate(Arena arena, uint before, Rng rng)
    {
        int chance = rng.Below(3) == 0 ? 300_000 : 0;
        for (int at = 0; chance > 0 && at < arena.Messages.Count; at++)
        {
            for (int to = 0; to < arena.Count; to++)
            {
                if (arena.Messages[at].Round < before && rng.Happens(chance))
                    arena.Deliver(arena.Messages[at], to);
            }
        }
    }
}
