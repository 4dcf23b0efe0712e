using Chain.Mempool;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Protocol.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Api.Submitting;

/// <summary>Hands transactions to the node and turns its answers into statuses: one each, in order. The same bytes may come any number of times.</summary>
internal sealed class Submitter(NodeHandle node, TransactionFates fates)
{
    public async ValueTask<SubmitTransactionResponse> OneAsync(SubmitTransactionRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyList<TransactionStatus> statuses = await SubmitAsync([request.Transaction], cancellationToken);
        return new SubmitTransactionResponse { Status = statuses[0] };
    }

    public async ValueTask<SubmitTransactionsResponse> ManyAsync(SubmitTransactionsRequest request, CancellationToken cancellationToken)
    {
        if (request.Transactions.Count is 0 or > ApiLimits.BatchTransactionsMax)
            throw ApiFault.Batch(request.Transactions.Count);
        var response = new SubmitTransactionsResponse();
        response.Statuses.AddRange(await SubmitAsync(request.Transactions, cancellationToken));
        return response;
    }

    private async ValueTask<IReadOnlyList<TransactionStatus>> SubmitAsync(IReadOnlyList<ByteString> transactions, CancellationToken cancellationToken)
    {
        IReadOnlyList<SubmitResult> results = await node.SubmitAsync([.. transactions.Select(static t => t.Memory)], cancellationToken);
        Invariant.Holds(results.Count == transactions.Count, "the node answers each transaction");
        var statuses = new TransactionStatus[results.Count];
        for (int i = 0; i < statuses.Length; i++)
            statuses[i] = Status(results[i], transactions[i]);
        return statuses;
    }

    private TransactionStatus Status(SubmitResult result, ByteString bytes)
    {
        // Bytes that are no transaction get the hash that would be their id, so that the caller can match the answer.
        TransactionId id = result.Transaction?.Id ?? new TransactionId(Hashing.Tagged(DomainTag.Transaction, bytes.Span));
        ulong height = node.Status.Height;
        switch (result.Outcome)
        {
            case SubmitOutcome.Pooled or SubmitOutcome.Replaced or SubmitOutcome.AlreadyPooled:
                TransactionStatus pooled = TransactionFates.Make(id, TransactionState.Pooled, height);
                pooled.Message = "It waits in this node's pool.";
                return pooled;
            case SubmitOutcome.Busy:
                return Refused(id, height, "NODE_BUSY", result.Message, mayRetry: true);
            default:
                // Included, expired and replaced ones are refused by a pool; the chain knows better words for it.
                return (result.Transaction is { } transaction ? fates.Settled(transaction) : null)
                    ?? Refused(id, height, UpperSnake.Of(result.Code), result.Message, MayRetry(result.Code));
        }
    }

    /// <summary>False for refusals that no time and no other node will change.</summary>
    private static bool MayRetry(string code) => code switch
    {
        "Malformed" or "WrongChain" or "SignatureWrong" => false,
        _ => !Enum.TryParse(code, out PoolRefusal refusal) || refusal.MayPassLater(),
    };

    private static TransactionStatus Refused(TransactionId id, ulong height, string code, string message, bool mayRetry)
    {
        TransactionStatus status = TransactionFates.Make(id, TransactionState.Refused, height);
        status.Code = code;
        status.Message = message;
        status.MayRetry = mayRetry;
        status.Settled = !mayRetry;
        return status;
    }
}
