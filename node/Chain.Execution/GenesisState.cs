using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Makes the state at height 0 from a genesis document.</summary>
public static class GenesisState
{
    /// <summary>The writes that turn an empty state into the state of genesis: accounts, validators with their self-stakes, and the sets of heights 1 and 2.</summary>
    public static StateWrites Build(GenesisDocument genesis)
    {
        var overlay = new StateOverlay(EmptyState.Instance);
        var writer = new StateRecordWriter(overlay);
        foreach (GenesisAccount account in genesis.Accounts)
            writer.Account(account.Address, new AccountRecord(account.Balance, 0, HistoryLink.None));
        Amount bonded = Amount.Zero;
        for (int i = 0; i < genesis.Validators.Count; i++)
        {
            WriteValidator(writer, genesis.Validators[i], (ulong)i);
            bonded += genesis.Validators[i].SelfStake;
        }
        ValidatorSet first = FirstSet(genesis);
        writer.ValidatorSet(1, first);
        writer.ValidatorSet(2, first.Next());
        writer.BlockTime(0, genesis.TimeMs);
        writer.Chain(new ChainRecord
        {
            Height = 0,
            TimeMs = genesis.TimeMs,
            BaseFee = genesis.Parameters.BaseFeeMin,
            Supply = genesis.Supply,
            Bonded = bonded,
            ListedValidators = (ulong)genesis.Validators.Count,
        });
        return overlay.ToWrites();
    }

    private static void WriteValidator(StateRecordWriter writer, GenesisValidator validator, ulong place)
    {
        writer.Validator(validator.Operator, new ValidatorRecord { ConsensusKey = validator.ConsensusKey, Stake = validator.SelfStake, PlacePlusOne = place + 1 });
        writer.ConsensusKey(validator.ConsensusKey, validator.Operator);
        writer.ValidatorListItem(place, validator.Operator);
        writer.Delegation(validator.Operator, validator.Operator, validator.SelfStake);
    }

    private static ValidatorSet FirstSet(GenesisDocument genesis)
    {
        ValidatorSet? set = ValidatorSet.TryCreate(genesis.Validators.Select(static validator =>
            new Validator(validator.Operator, validator.ConsensusKey, validator.SelfStake.Grains / Amount.GrainsPerCoin)));
        Invariant.Holds(set is not null, "a checked genesis document has validators, with unique keys and stakes of whole coins");
        return set;
    }
}
