using Chain.Api.Mapping;
using Chain.Api.Requests;
using Chain.Node.Face;
using Chain.Protocol.V1;
using Chain.State;
using Chain.Types;
using Google.Protobuf;
using Transaction = Chain.Types.Transaction;

namespace Chain.Api.Submitting;

/// <summary>Says what became of a transaction, and nothing that a later answer could take back.</summary>
/// <remarks>
/// The chain has the first word: what is in the history is included. Then the slot: once the lane's counter has passed the
/// sequence, or the expiry height is executed, this transaction can never be included, and the state proves it. Only then the pool.
/// A refusal or replacement in this node's pool says nothing about other pools, so it is told as "unknown", with the reason beside it.
/// </remarks>
internal sealed class TransactionFates(NodeHandle node, LedgerData data, ReceiptMapping receipts)
{
    public FateQuestion Read(ByteString id, ByteString whole)
    {
        if (whole.IsEmpty)
            return new FateQuestion(new TransactionId(HashField.Read(id, "transaction_id")), null);
        if (!id.IsEmpty)
            throw ApiFault.Field("transaction_id", "and transaction exclude each other");
        Transaction transaction = TransactionField.Read(whole);
        if (transaction.Body.GenesisHash != data.GenesisHash)
            throw ApiFault.WrongChain();
        return new FateQuestion(transaction.Id, transaction);
    }

    public async ValueTask<TransactionStatus> JudgeAsync(FateQuestion question, CancellationToken cancellationToken)
    {
        if (Included(question.Id) is { } included)
            return included;
        PoolFate pool = await node.FateAsync(question.Id, cancellationToken);
        Transaction? whole = question.Whole ?? pool.Transaction;
        return JudgeOpen(question.Id, whole, pool);
    }

    /// <summary>The fate of a whole transaction by chain and slot alone; null while it may still be included.</summary>
    public TransactionStatus? Settled(Transaction transaction)
    {
        (ulong height, ulong counter) = data.Read(state => (state.Height, state.NextSequence(transaction.Sender, transaction.Body.Lane)));
        // Looked up after the state was read: what the state has executed is in the history by now.
        if (Included(transaction.Id) is { } included)
            return included;
        if (counter > transaction.Body.Sequence)
            return SlotTaken(transaction, height);
        return height >= transaction.Body.ExpiryHeight ? Expired(transaction.Id, height) : null;
    }

    private TransactionStatus? Included(TransactionId id)
    {
        if (data.Find(id) is not { } place)
            return null;
        LedgerBlock block = data.Require(place.Height);
        Types.Receipt receipt = block.Receipt(place.Index);
        NodeStatus status = node.Status;
        TransactionStatus answer = Make(id, place.Height <= status.ProvenHeight ? TransactionState.Proven : TransactionState.Final, status.Height);
        answer.Height = place.Height;
        answer.Index = (uint)place.Index;
        answer.Code = ReceiptMapping.Code(receipt.Status);
        answer.Message = ReceiptMapping.Text(receipt);
        answer.Receipt = receipts.Summary(receipt);
        answer.Settled = true;
        return answer;
    }

    private TransactionStatus JudgeOpen(TransactionId id, Transaction? whole, PoolFate pool)
    {
        if (whole is not null && Settled(whole) is { } settled)
            return settled;
        if (whole is null && Included(id) is { } included)
            return included;
        ulong height = node.Status.Height;
        switch (pool.Kind)
        {
            case PoolFateKind.Pooled:
                TransactionStatus pooled = Make(id, TransactionState.Pooled, height);
                pooled.Message = "It waits in this node's pool.";
                return pooled;
            case PoolFateKind.Expired:
                return Expired(id, height);
            case PoolFateKind.Replaced:
                TransactionStatus replaced = Unknown(id, height, "REPLACED_IN_POOL", "Another transaction has its place in this node's pool; either may be included.");
                replaced.ReplacedByHex = pool.ReplacedBy.ToString();
                return replaced;
            case PoolFateKind.Refused:
                return Unknown(id, height, UpperSnake.Of(pool.Code), "This node's pool did not keep it; it may be included by others until it expires.");
            case PoolFateKind.Included:
                return Unknown(id, height, "BEING_EXECUTED", "It is in a block that is being executed.");
            default:
                return Unknown(id, height, "NOT_SEEN", "This node knows nothing of it; it may be included until it expires.");
        }
    }

    private TransactionStatus SlotTaken(Transaction transaction, ulong height)
    {
        TransactionId? by = data.FindSlot(transaction.Slot);
        // Where the history does not reach back, the one that took the slot could be this very transaction.
        if (by is null)
            return Unknown(transaction.Id, height, "PRUNED", "Its slot was taken at a height that this node does not keep: by it or by another.");
        TransactionStatus status = Make(transaction.Id, TransactionState.Replaced, height);
        status.ReplacedByHex = by.Value.ToString();
        status.Code = "REPLACED";
        status.Message = "Another transaction was included with its lane and sequence; it never will be.";
        status.Settled = true;
        return status;
    }

    private static TransactionStatus Expired(TransactionId id, ulong height)
    {
        TransactionStatus status = Make(id, TransactionState.Expired, height);
        status.Code = "EXPIRED";
        status.Message = "Its expiry height was executed without it; it never will be included.";
        status.Settled = true;
        return status;
    }

    private static TransactionStatus Unknown(TransactionId id, ulong height, string code, string message)
    {
        TransactionStatus status = Make(id, TransactionState.Unknown, height);
        status.Code = code;
        status.Message = message;
        status.MayRetry = true;
        return status;
    }

    public static TransactionStatus Make(TransactionId id, TransactionState state, ulong height) => new()
    {
        TransactionId = BlockMapping.Bytes(id.Value),
        TransactionIdHex = id.ToString(),
        State = state,
        AsOfHeight = height,
    };
}
