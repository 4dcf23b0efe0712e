using Chain.Primitives;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Bonds an amount to a registered validator.</summary>
internal static class DelegateAction
{
    public static ReceiptStatus Apply(TransactionAction.Delegate bond, ActionContext context)
    {
        ExecutionState state = context.State;
        if (bond.Amount < context.Environment.Rules.Parameters.StakeMin)
            return ReceiptStatus.StakeTooSmall;
        if (!state.Overlay.TryGetValidator(bond.Validator, out ValidatorRecord validator))
            return ReceiptStatus.UnknownValidator;
        if (context.Account.Balance < bond.Amount)
            return ReceiptStatus.CannotPay;
        if (!state.TryList(bond.Validator, ref validator))
            return ReceiptStatus.TooManyValidators;
        Bond(context, bond.Validator, validator, bond.Amount);
        return ReceiptStatus.Success;
    }

    /// <summary>Moves the amount from the sender's balance to its bond. Everything was checked.</summary>
    public static void Bond(ActionContext context, Address operatorAddress, ValidatorRecord validator, Amount amount)
    {
        ExecutionState state = context.State;
        bool covered = context.TryDebit(amount);
        Invariant.Holds(covered, "a bond was checked against the balance");
        Amount bonded = state.Overlay.Delegation(operatorAddress, context.Sender);
        state.Write.Delegation(operatorAddress, context.Sender, bonded + amount);
        state.PutValidator(operatorAddress, validator with { Stake = validator.Stake + amount });
        state.Chain = state.Chain with { Bonded = state.Chain.Bonded + amount };
        state.StakeChanged = true;
    }
}
