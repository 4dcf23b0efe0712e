using System.Runtime.CompilerServices;
using Chain.Protocol.V1;
using Chain.Rpc;
using Google.Protobuf;

namespace Chain.Client;

/// <summary>The streams of a node. Each goes on until the caller stops: when the connection breaks, or the node closes a slow reader, it is opened again where it ended, and nothing is lost or seen twice.</summary>
public sealed class LedgerStreams
{
    private readonly RpcClient _ledger;
    private readonly LedgerClientOptions _options;
    private readonly Func<CancellationToken, Task> _requireChain;

    internal LedgerStreams(RpcClient ledger, LedgerClientOptions options, Func<CancellationToken, Task> requireChain)
    {
        _ledger = ledger;
        _options = options;
        _requireChain = requireChain;
    }

    /// <summary>Every block from a height on, in order, without a gap; 0 starts with the next block.</summary>
    public async IAsyncEnumerable<StreamBlocksResponse> BlocksAsync(ulong fromHeight, bool includeBlocks = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ulong next = fromHeight;
        IAsyncEnumerable<StreamBlocksResponse> answers = ResumeAsync<StreamBlocksRequest, StreamBlocksResponse>(
            "StreamBlocks", () => new() { FromHeight = next, IncludeBlocks = includeBlocks }, cancellationToken);
        await foreach (StreamBlocksResponse answer in answers.WithCancellation(cancellationToken))
        {
            ulong height = answer.Summary?.Height ?? 0;
            if (height == 0 || (next != 0 && height != next))
                throw LedgerClient.Bad($"the node's stream of blocks has height {height} where {next} comes next");
            next = height + 1;
            yield return answer;
        }
    }

    /// <summary>The states of a transaction as they come; ends behind the one that no later can differ from (proven, expired, replaced, refused for good).</summary>
    public async IAsyncEnumerable<TransactionStatus> TransactionAsync(Types.Transaction transaction, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new StreamTransactionRequest { Transaction = ByteString.CopyFrom(transaction.Encoded.Span) };
        TransactionStatus? last = null;
        await foreach (StreamTransactionResponse answer in ResumeAsync<StreamTransactionRequest, StreamTransactionResponse>("StreamTransaction", () => request, cancellationToken))
        {
            TransactionStatus status = LedgerClient.CheckedStatus(answer.Status, transaction.Id);
            // After a reconnect the node begins with the state of now, which may be the one already told.
            if (last is not null && last.State == status.State && last.Code == status.Code && last.Height == status.Height)
                continue;
            last = status;
            yield return status;
            if (IsLast(status))
                yield break;
        }
    }

    /// <summary>Events from a height on, of one source and name or of all; 0 starts with the next block.</summary>
    public async IAsyncEnumerable<StreamEventsResponse> EventsAsync(
        ulong fromHeight, string source = "", string name = "", string cursor = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IAsyncEnumerable<StreamEventsResponse> answers = ResumeAsync<StreamEventsRequest, StreamEventsResponse>(
            "StreamEvents", () => new() { FromHeight = cursor.Length > 0 ? 0 : fromHeight, Source = source, Name = name, Cursor = cursor }, cancellationToken);
        await foreach (StreamEventsResponse answer in answers.WithCancellation(cancellationToken))
        {
            cursor = answer.Cursor;
            yield return answer;
        }
    }

    /// <summary>What consensus does at the node; may skip.</summary>
    public IAsyncEnumerable<StreamConsensusResponse> ConsensusAsync(CancellationToken cancellationToken = default) =>
        ResumeAsync<StreamConsensusRequest, StreamConsensusResponse>("StreamConsensus", () => new(), cancellationToken);

    private static bool IsLast(TransactionStatus status) => status.Settled && status.State != TransactionState.Final;

    private async IAsyncEnumerable<TResponse> ResumeAsync<TRequest, TResponse>(
        string method, Func<TRequest> request, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var delay = new RetryDelay(_options);
        bool isResumed = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using IAsyncEnumerator<TResponse> answers = await OpenAsync<TRequest, TResponse>(method, request, cancellationToken);
            while (await MoveNextAsync(answers, isResumed))
            {
                isResumed = true;
                delay.Reset();
                yield return answers.Current;
            }
            await delay.WaitAsync(cancellationToken);
        }
    }

    private async Task<IAsyncEnumerator<TResponse>> OpenAsync<TRequest, TResponse>(string method, Func<TRequest> request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        try
        {
            await _requireChain(cancellationToken);
        }
        catch (LedgerException e) when (e.MayRetry)
        {
            return AsyncEnumerable.Empty<TResponse>().GetAsyncEnumerator(cancellationToken);
        }
        return _ledger.ServerStreamingAsync<TRequest, TResponse>(method, request(), null, cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>False when the stream ended in a way after which it can be resumed. A node that was restarted may be behind the place for a while.</summary>
    private static async Task<bool> MoveNextAsync<TResponse>(IAsyncEnumerator<TResponse> answers, bool isResumed)
    {
        try
        {
            return await answers.MoveNextAsync();
        }
        catch (RpcException e) when (e.Code is RpcStatusCode.Unavailable or RpcStatusCode.DeadlineExceeded or RpcStatusCode.ResourceExhausted)
        {
            return false;
        }
        catch (RpcException e)
        {
            LedgerException failure = LedgerErrors.Of(e);
            if (isResumed && failure.Code == "HEIGHT_AHEAD")
                return false;
            throw failure;
        }
    }
}
