using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Makes the sender a validator's operator. The consensus key is proved to be the operator's, and is never used for another validator.</summary>
internal static class RegisterValidatorAction
{
    public static ReceiptStatus Apply(TransactionAction.RegisterValidator register, ActionContext context)
    {
        ExecutionState state = context.State;
        BlockEnvironment environment = context.Environment;
        if (register.SelfStake < environment.Rules.Parameters.StakeMin)
            return ReceiptStatus.StakeTooSmall;
        if (state.Overlay.TryGetValidator(context.Sender, out _))
            return ReceiptStatus.AlreadyValidator;
        if (state.Overlay.TryGetOperator(register.ConsensusKey, out _))
            return ReceiptStatus.ConsensusKeyTaken;
        if (context.Account.Balance < register.SelfStake)
            return ReceiptStatus.CannotPay;
        Hash256 digest = TransactionAction.PossessionDigest(environment.Rules.GenesisHash, context.Sender);
        if (!Secp256k1.Verify(register.ConsensusKey, digest, register.Possession))
            return ReceiptStatus.PossessionWrong;
        var validator = new ValidatorRecord { ConsensusKey = register.ConsensusKey };
        if (!state.TryList(context.Sender, ref validator))
            return ReceiptStatus.TooManyValidators;
        state.Write.ConsensusKey(register.ConsensusKey, context.Sender);
        DelegateAction.Bond(context, context.Sender, validator, register.SelfStake);
        return ReceiptStatus.Success;
    }
}
