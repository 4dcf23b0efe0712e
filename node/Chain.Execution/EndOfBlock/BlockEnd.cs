using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>What happens after a block's transactions. Total: it cannot throw on any state that execution made, and its work is bounded.</summary>
internal static class BlockEnd
{
    /// <summary>Name of the event of a paid unbonding: source is the account, data {1: validator, 2: grains}.</summary>
    public const string UnbondedEvent = "unbonded";

    /// <summary>Name of the event of an accusation: source is the accused, data is the id of the evidence.</summary>
    public const string AccusedEvent = "accused";

    /// <summary>Name of the event of a changed validator set: source is the proposer, data {1: height from which it holds, 2: the set's hash}.</summary>
    public const string ValidatorsEvent = "validators";

    /// <summary>Unbondings paid in one block; more wait for the next.</summary>
    public const int PaidUnbondingsMax = 1_000;

    /// <summary>Heights whose times are forgotten in one block: more than are added.</summary>
    private const int ForgottenTimesMax = 4;

    /// <summary>Marks the accused.</summary>
    public static void Accuse(ExecutionState state, IReadOnlyList<Evidence> evidence, ulong height, List<ChainEvent> events)
    {
        foreach (Evidence item in evidence)
        {
            if (!state.Overlay.TryGetValidator(item.Accused, out ValidatorRecord validator) || validator.AccusedHeight != 0)
                continue;
            state.Write.Validator(item.Accused, validator with { AccusedHeight = height });
            events.Add(new ChainEvent(item.Accused, AccusedEvent, item.Id.ToArray()));
        }
    }

    /// <summary>Credits the proposer with the block's tips.</summary>
    public static void CreditTips(ExecutionState state, Address proposer, Amount tips)
    {
        if (tips != Amount.Zero)
            Credit(state, proposer, tips);
    }

    /// <summary>Pays unbondings that are due by height and by time, oldest first.</summary>
    public static void PayUnbondings(ExecutionState state, BlockEnvironment environment, List<ChainEvent> events)
    {
        for (int paid = 0; paid < PaidUnbondingsMax && state.Chain.QueueHead != state.Chain.QueueTail; paid++)
        {
            ulong number = state.Chain.QueueHead;
            QueuedUnbonding due = state.Overlay.QueuedUnbonding(number);
            if (due.Pending.AtHeight > environment.Height || due.Pending.AtTimeMs > environment.TimeMs)
                return;
            state.Write.RemoveQueuedUnbonding(number);
            state.Chain = state.Chain with { QueueHead = number + 1, Unbonding = state.Chain.Unbonding - due.Pending.Amount };
            state.Write.Unbondings(due.Validator, due.Delegator, state.Overlay.Unbondings(due.Validator, due.Delegator).WithoutOldest());
            if (state.Overlay.TryGetValidator(due.Validator, out ValidatorRecord validator))
                state.PutValidator(due.Validator, validator with { Unbonding = validator.Unbonding - due.Pending.Amount });
            Credit(state, due.Delegator, due.Pending.Amount);
            var data = new WireWriter(48);
            data.Address(1, due.Validator);
            data.UInt64(2, due.Pending.Amount.Grains);
            events.Add(new ChainEvent(due.Delegator, UnbondedEvent, data.ToArray()));
        }
    }

    /// <summary>Remembers this block's time, and forgets those of heights of which evidence no longer counts.</summary>
    public static void KeepTimes(ExecutionState state, BlockEnvironment environment)
    {
        state.Write.BlockTime(environment.Height, environment.TimeMs);
        ulong oldest = state.Chain.OldestTimeHeight;
        for (int forgotten = 0; forgotten < ForgottenTimesMax && oldest < environment.Height; forgotten++)
        {
            if (!EvidenceCheck.IsExpired(oldest, environment.Height, environment.TimeMs, environment.Rules.Parameters, state.Overlay))
                break;
            state.Write.RemoveBlockTime(oldest);
            oldest++;
        }
        state.Chain = state.Chain with { OldestTimeHeight = oldest };
    }

    /// <summary>Computes the set of height H + 2 from that of H + 1, keeps it, and forgets that of H − 1.</summary>
    public static ValidatorSet NextValidators(ExecutionState state, BlockEnvironment environment, ValidatorSet validators, List<ChainEvent> events)
    {
        IReadOnlyList<Validator>? ranked = state.StakeChanged ? ValidatorRanking.Rank(state.Overlay, state.Chain, environment.Rules.Parameters) : null;
        bool changed = ranked is { Count: > 0 } && !IsSame(ranked, validators);
        ValidatorSet next = validators.Next(changed ? ranked : null);
        ulong height = environment.Height + 2;
        state.Write.ValidatorSet(height, next);
        state.Write.RemoveValidatorSet(environment.Height - 1);
        if (changed)
        {
            var data = new WireWriter(48);
            data.UInt64(1, height);
            data.Hash(2, next.Hash);
            events.Add(new ChainEvent(environment.Proposer, ValidatorsEvent, data.ToArray()));
        }
        return next;
    }

    private static bool IsSame(IReadOnlyList<Validator> ranked, ValidatorSet validators)
    {
        if (ranked.Count != validators.Members.Count)
            return false;
        foreach (Validator validator in ranked)
        {
            int place = validators.IndexOf(validator.Operator);
            if (place < 0 || validators.Members[place] != validator)
                return false;
        }
        return true;
    }

    private static void Credit(ExecutionState state, Address address, Amount amount)
    {
        state.Overlay.TryGetAccount(address, out AccountRecord account);
        // The sum fits: it is part of the supply.
        state.Write.Account(address, account with { Balance = account.Balance + amount });
    }
}
