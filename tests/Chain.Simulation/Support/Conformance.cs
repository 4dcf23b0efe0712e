using Chain.Consensus;
using Chain.Types;

namespace Chain.Simulation;

/// <summary>Rules of the paper, asked of a state once more and in another way: by counting the votes that are there, one by one.</summary>
internal static class Conformance
{
    public static void Check(ConsensusState state, int instance)
    {
        if (!state.IsOpen)
            return;
        foreach ((BlockId id, KnownBlock block) in state.Blocks)
        {
            if (block.Judgement != BlockJudgement.Valid)
                continue;
            // Line 36: two thirds of prevotes for a valid block end the prevote step.
            if (state.Step == Step.Prevote && Has(state, state.Round, id, static log => log.Prevotes))
                throw new SimulationFailure("a polka is acted on", $"instance {instance} has a polka in round {state.Round} and waits");
            foreach (uint round in state.Rounds.Keys)
            {
                // Line 49: two thirds of precommits of any round decide.
                if (Has(state, round, id, static log => log.Precommits))
                    throw new SimulationFailure("a commit is acted on", $"instance {instance} has two thirds of precommits of round {round} and waits");
            }
        }
    }

    private static bool Has(ConsensusState state, uint round, BlockId id, Func<RoundLog, VoteSet> votes)
    {
        if (state.Log(round) is not { } log)
            return false;
        ulong power = 0;
        VoteSet set = votes(log);
        for (int i = 0; i < set.Count; i++)
        {
            if (set.First(i)?.BlockId == id || set.Second(i)?.BlockId == id)
                power += state.Validators!.Members[i].Power;
        }
        return power * 3 > state.Validators!.TotalPower * 2;
    }
}
