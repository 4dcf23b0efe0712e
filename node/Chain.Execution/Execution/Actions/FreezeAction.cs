using Chain.State;
using Chain.Types;

namespace Chain.Execution;

/// <summary>Takes a contract's upgrader away for ever. Only the upgrader may; runs nothing.</summary>
internal static class FreezeAction
{
    public static ReceiptStatus Apply(TransactionAction.Freeze freeze, ActionContext context)
    {
        if (!context.State.Overlay.TryGetContract(freeze.Contract, out ContractRecord contract))
            return ReceiptStatus.ContractUnknown;
        context.LinkRecipient(freeze.Contract);
        if (contract.Upgrader != context.Sender)
            return ReceiptStatus.NotAllowed;
        context.State.Write.Contract(freeze.Contract, contract with { Upgrader = default });
        return ReceiptStatus.Success;
    }
}
