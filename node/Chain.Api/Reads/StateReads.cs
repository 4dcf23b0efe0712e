using Chain.Node.Face;
using Chain.Protocol.V1;
using Chain.State;
using Chain.Storage.Stores;
using Google.Protobuf;

namespace Chain.Api.Reads;

/// <summary>Entries of the state with what proves them: the proof against a root, the header that holds the root, the commit that decided it, and those who signed.</summary>
internal sealed class StateReads(NodeHandle node, LedgerData data, HeightGate heights, ReadGate gate)
{
    public async ValueTask<ReadStateResponse> ReadAsync(ReadStateRequest request, CancellationToken cancellationToken)
    {
        if (request.Key.Length is 0 or > ApiLimits.StateKeyBytesMax)
            throw ApiFault.Field("key", $"has {request.Key.Length} bytes; keys have 1 to {ApiLimits.StateKeyBytesMax}");
        // Height H is proven by the header of H + 1, which this node has once it has executed that block.
        ulong wanted = Math.Max(request.Height, request.MinHeight);
        if (wanted > Types.ProtocolLimits.HeightMax)
            throw ApiFault.Ahead(wanted, node.Status.Height);
        if (request.MinHeight > 0)
            await heights.WaitProvenAsync(request.MinHeight, data, cancellationToken);
        using ReadGate.Place place = await gate.EnterAsync("reads of the state", cancellationToken);
        ulong newest = NewestProven();
        if (newest == 0 && request.Height == 0)
            throw ApiFault.NothingProven();
        ulong height = request.Height == 0 ? newest : request.Height;
        if (height > newest)
            throw ApiFault.Ahead(height, newest);
        LedgerBlock proving = data.Require(height + 1);
        return data.Read(height, state => Prove(state, request.Key.Span, proving));
    }

    private static ReadStateResponse Prove(StateSnapshot state, ReadOnlySpan<byte> key, LedgerBlock proving)
    {
        bool exists = state.TryGet(key, out ReadOnlyMemory<byte> value);
        return new ReadStateResponse
        {
            Height = state.Height,
            Exists = exists,
            Value = ByteString.CopyFrom(value.Span),
            Proof = ByteString.CopyFrom(state.Prove(key).Encode()),
            ProvingHeader = ByteString.CopyFrom(proving.Header.Encode()),
            ProvingCommit = ByteString.CopyFrom(proving.Commit.Encode()),
            // The state after a height holds the sets of the next ones.
            ValidatorSet = ByteString.CopyFrom(state.ReadValidatorSet(state.Height + 1).Encode()),
        };
    }

    private ulong NewestProven()
    {
        ulong executed = node.Status.Height;
        return executed == 0 ? 0 : Math.Min(executed - 1, data.CommittedHeight);
    }
}
