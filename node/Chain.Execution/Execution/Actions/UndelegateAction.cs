using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Takes an amount back from a validator: it stops counting at once and is paid when the unbonding time has passed.</summary>
internal static class UndelegateAction
{
    public static ReceiptStatus Apply(TransactionAction.Undelegate unbond, ActionContext context)
    {
        ExecutionState state = context.State;
        if (unbond.Amount == Amount.Zero)
            return ReceiptStatus.StakeTooSmall;
        if (!state.Overlay.TryGetValidator(unbond.Validator, out ValidatorRecord validator))
            return ReceiptStatus.UnknownValidator;
        if (!state.Overlay.Delegation(unbond.Validator, context.Sender).TrySubtract(unbond.Amount, out Amount rest))
            return ReceiptStatus.NotEnoughBonded;
        // Dust would hold a place on the list of validators, and a record, for next to nothing.
        if (rest != Amount.Zero && rest < context.Environment.Rules.Parameters.StakeMin)
            return ReceiptStatus.StakeTooSmall;
        UnbondingList list = state.Overlay.Unbondings(unbond.Validator, context.Sender);
        if (list.Items.Count == UnbondingList.CountMax)
            return ReceiptStatus.TooManyUnbondings;
        ChainParameters parameters = context.Environment.Rules.Parameters;
        var pending = new PendingUnbonding(
            unbond.Amount, context.Environment.Height + parameters.UnbondingBlocks, context.Environment.TimeMs + parameters.UnbondingMs);
        state.Write.Delegation(unbond.Validator, context.Sender, rest);
        state.Write.Unbondings(unbond.Validator, context.Sender, list.With(pending));
        state.Write.QueuedUnbonding(state.Chain.QueueTail, new QueuedUnbonding(unbond.Validator, context.Sender, pending));
        state.Write.Validator(
            unbond.Validator, validator with { Stake = validator.Stake - unbond.Amount, Unbonding = validator.Unbonding + unbond.Amount });
        state.Chain = state.Chain with
        {
            QueueTail = state.Chain.QueueTail + 1,
            Bonded = state.Chain.Bonded - unbond.Amount,
            Unbonding = state.Chain.Unbonding + unbond.Amount,
        };
        state.StakeChanged = true;
        return ReceiptStatus.Success;
    }
}
