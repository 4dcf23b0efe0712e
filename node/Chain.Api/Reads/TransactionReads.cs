using Chain.Api.Mapping;
using Chain.Api.Requests;
using Chain.Api.Submitting;
using Chain.Contracts;
using Chain.Execution;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Merkle;
using Chain.Protocol.V1;
using Chain.State;
using Chain.Storage.Stores;
using Chain.Types;
using Google.Protobuf;
using Transaction = Chain.Types.Transaction;

namespace Chain.Api.Reads;

/// <summary>Single transactions: their fate, their receipt, and what they would do.</summary>
internal sealed class TransactionReads(NodeHandle node, LedgerData data, TransactionFates fates, ReceiptMapping receipts, HeightGate heights, ReadGate gate, ContractThreads threads)
{
    private readonly ChainRules _rules = ChainRules.Of(node.Genesis);

    public async ValueTask<GetTransactionResponse> TransactionAsync(GetTransactionRequest request, CancellationToken cancellationToken)
    {
        FateQuestion question = fates.Read(request.TransactionId, request.Transaction);
        await heights.WaitAsync(request.MinHeight, cancellationToken);
        TransactionStatus status = await fates.JudgeAsync(question, cancellationToken);
        var response = new GetTransactionResponse { Status = status };
        if (status.State is TransactionState.Final or TransactionState.Proven)
            response.Transaction = ByteString.CopyFrom(data.Require(status.Height).TransactionBytes((int)status.Index).Span);
        else if (question.Whole is { } whole)
            response.Transaction = ByteString.CopyFrom(whole.Encoded.Span);
        else if ((await node.FateAsync(question.Id, cancellationToken)).Transaction is { } pooled)
            response.Transaction = ByteString.CopyFrom(pooled.Encoded.Span);
        return response;
    }

    public async ValueTask<GetReceiptResponse> ReceiptAsync(GetReceiptRequest request, CancellationToken cancellationToken)
    {
        var id = new TransactionId(HashField.Read(request.TransactionId, "transaction_id"));
        await heights.WaitAsync(request.MinHeight, cancellationToken);
        if (data.Find(id) is not { } place)
            throw ApiFault.NoTransaction(id.ToString());
        LedgerBlock block = data.Require(place.Height);
        var response = new GetReceiptResponse
        {
            Height = place.Height,
            Index = (uint)place.Index,
            Receipt = ByteString.CopyFrom(block.Receipts[place.Index].Span),
            Summary = receipts.Summary(LedgerBlock.Decode(block.Receipts[place.Index])),
            Receipts = (uint)block.Receipts.Count,
        };
        if (place.Height < node.Status.Height)
            AddProof(response, block, place.Index);
        return response;
    }

    public async ValueTask<SimulateTransactionResponse> SimulateAsync(SimulateTransactionRequest request, Caller caller)
    {
        Transaction transaction = TransactionField.Read(request.Transaction);
        if (transaction.Body.GenesisHash != data.GenesisHash)
            throw ApiFault.WrongChain();
        await heights.WaitAsync(request.MinHeight, caller.CancellationToken);
        if (transaction.Body.Action.RunsContract)
            return await threads.RunAsync("simulations", contracts => data.Read(state => Simulate(transaction, state, contracts)), caller);
        using ReadGate.Place place = await gate.EnterAsync("simulations", caller.CancellationToken);
        return data.Read(state => Simulate(transaction, state, null));
    }

    private SimulateTransactionResponse Simulate(Transaction transaction, StateSnapshot state, ContractRuntime? contracts)
    {
        SimulatedTransaction simulated = Simulation.Simulate(transaction, state, _rules, contracts);
        return new SimulateTransactionResponse
        {
            Height = state.Height,
            Receipt = receipts.Summary(simulated.Receipt),
            BaseFee = state.ReadChain().BaseFee,
            EncodedReceipt = ByteString.CopyFrom(simulated.Receipt.Encode()),
            GasLimitMin = GasSchedule.Minimum(transaction),
            GasLimitMax = Math.Min(GasSchedule.Maximum(transaction), _rules.Parameters.BlockGasMax),
            GasExecuted = simulated.GasExecuted,
        };
    }

    /// <summary>The receipts root stands in the next header, which more than two thirds signed.</summary>
    private void AddProof(GetReceiptResponse response, LedgerBlock block, int index)
    {
        LedgerBlock proving = data.Require(block.Height + 1);
        var leaves = new Hash256[block.Receipts.Count];
        for (int i = 0; i < leaves.Length; i++)
            leaves[i] = Hashing.Leaf(block.Receipts[i].Span);
        foreach (Hash256 sibling in MerkleTree.ProveInclusion(leaves, index))
            response.Path.Add(BlockMapping.Bytes(sibling));
        response.ProvingHeader = ByteString.CopyFrom(proving.Header.Encode());
        response.ProvingCommit = ByteString.CopyFrom(proving.Commit.Encode());
        if (node.FindRecent(proving.Height) is { } recent)
            response.ValidatorSet = ByteString.CopyFrom(recent.Validators.Encode());
    }
}
