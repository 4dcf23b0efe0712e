using Chain.Api.Mapping;
using Chain.Api.Requests;
using Chain.Node.Face;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Api.Streams;

/// <summary>Events of receipts from a place on, out of the history and then as they come; a cursor names the place behind an event.</summary>
internal sealed class EventStream(NodeHandle node, LedgerData data, AddressField addresses, ReadGate gate, StreamPace pace)
{
    public async Task RunAsync(StreamEventsRequest request, IRpcStreamWriter<StreamEventsResponse> responses, RpcContext context)
    {
        EventFilter filter = EventFilter.Read(request, addresses);
        NodeStatus status = node.Status;
        Cursor? cursor = Cursor.Read(request.Cursor, CursorKind.Events, data.GenesisHash, filter.Subject);
        if (cursor is not null && request.FromHeight != 0)
            throw ApiFault.Field("from_height", "and cursor exclude each other");
        ulong next = cursor?.Height ?? (request.FromHeight == 0 ? status.Height + 1 : request.FromHeight);
        if (next > status.Height + 1)
            throw ApiFault.Ahead(next, status.Height);
        PacedWriter<StreamEventsResponse> writer = pace.For(responses);
        while (true)
        {
            if (!await node.WaitForHeightAsync(next, context.CancellationToken))
                throw ApiFault.Stopping();
            List<StreamEventsResponse> found;
            using (await gate.EnterAsync("event streams that read the history", context.CancellationToken))
                (found, next) = Scan(next, cursor, filter);
            foreach (StreamEventsResponse answer in found)
                await writer.WriteAsync(answer, answer.Cursor, context.CancellationToken);
        }
    }

    /// <summary>Looks through some blocks, until there is an event or the newest block is reached.</summary>
    private (List<StreamEventsResponse> Found, ulong Next) Scan(ulong height, Cursor? after, EventFilter filter)
    {
        var found = new List<StreamEventsResponse>();
        ulong last = Math.Min(node.Status.Height, height + ApiLimits.ScanBlocksMax - 1);
        while (height <= last && found.Count == 0)
        {
            Collect(data.Require(height), after, filter, found);
            height++;
        }
        return (found, height);
    }

    private void Collect(LedgerBlock block, Cursor? after, EventFilter filter, List<StreamEventsResponse> found)
    {
        for (int i = 0; i < block.Receipts.Count; i++)
        {
            Types.Receipt receipt = LedgerBlock.Decode(block.Receipts[i]);
            for (int j = 0; j < receipt.Events.Count; j++)
            {
                var place = new Cursor(block.Height, (uint)i, (uint)j);
                if (filter.Takes(receipt.Events[j]) && (after is not { } cursor || place.IsBehind(cursor)))
                    found.Add(Map(receipt, receipt.Events[j], place, filter));
            }
        }
    }

    private StreamEventsResponse Map(Types.Receipt receipt, ChainEvent chainEvent, Cursor place, EventFilter filter) => new()
    {
        Height = place.Height,
        Index = place.Index,
        Event = place.Sub,
        Source = addresses.Format(chainEvent.Source),
        Name = chainEvent.Name,
        Data = ByteString.CopyFrom(chainEvent.Data.Span),
        CodeHash = chainEvent.CodeHash.IsZero ? ByteString.Empty : BlockMapping.Bytes(chainEvent.CodeHash),
        TransactionIdHex = receipt.TransactionId.Value.IsZero ? "" : receipt.TransactionId.ToString(),
        Cursor = place.Format(CursorKind.Events, data.GenesisHash, filter.Subject),
    };
}
