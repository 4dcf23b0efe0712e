using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Chooses the active validators: the largest by stake, ties by the smaller operator address. The list is bounded, so reading all of it is.</summary>
internal static class ValidatorRanking
{
    public static IReadOnlyList<Validator> Rank(IStateReader state, ChainRecord chain, ChainParameters parameters)
    {
        var candidates = new List<(Address Operator, ValidatorRecord Record)>((int)chain.ListedValidators);
        for (ulong place = 0; place < chain.ListedValidators; place++)
        {
            Address operatorAddress = state.ListedValidator(place);
            if (state.TryGetValidator(operatorAddress, out ValidatorRecord record) && record.Power > 0)
                candidates.Add((operatorAddress, record));
        }
        candidates.Sort(static (left, right) =>
        {
            int byStake = right.Record.Stake.CompareTo(left.Record.Stake);
            return byStake != 0 ? byStake : left.Operator.CompareTo(right.Operator);
        });
        int count = Math.Min(candidates.Count, (int)parameters.ValidatorsMax);
        return [.. candidates.Take(count).Select(static c => new Validator(c.Operator, c.Record.ConsensusKey, c.Record.Power))];
    }
}
