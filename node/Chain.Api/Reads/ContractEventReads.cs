using Chain.Api.Mapping;
using Chain.Api.Requests;
using Chain.Api.Streams;
using Chain.Contracts;
using Chain.Node.Face;
using Chain.Protocol.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Api.Reads;

/// <summary>
/// Events of contracts out of the history, oldest first. Blocks with events of one contract are found by the history's index; for all contracts each block is looked
/// through. A page looks through a bounded number of blocks and receipts either way, and may be empty.
/// </summary>
internal sealed class ContractEventReads(
    NodeHandle node, LedgerData data, AddressField addresses, ContractInterfaces interfaces, ContractJson json, HeightGate heights, ReadGate lists)
{
    public async ValueTask<ListEventsResponse> ListAsync(ListEventsRequest request, Caller caller)
    {
        EventFilter filter = EventFilter.Read(request, addresses);
        int pageSize = PageField.Read(request.PageSize);
        Cursor? cursor = Cursor.Read(request.Cursor, CursorKind.ContractEvents, data.GenesisHash, filter.Subject);
        if (cursor is not null && request.FromHeight != 0)
            throw ApiFault.Field("from_height", "and cursor exclude each other");
        await heights.WaitAsync(request.MinHeight, caller.CancellationToken);
        ulong newest = node.Status.Height;
        if (request.FromHeight > newest + 1)
            throw ApiFault.Ahead(request.FromHeight, newest);
        var response = new ListEventsResponse { Height = newest };
        var page = new List<(Cursor Place, TransactionId Id, ChainEvent Event)>();
        using (await lists.EnterAsync("lists", caller.CancellationToken))
        {
            ulong from = cursor?.Height ?? Math.Max(Math.Max(request.FromHeight, data.LowestHeight), 1);
            if (Scan(from, newest, cursor, filter, pageSize, page) is { } behind)
                response.NextCursor = behind.Format(CursorKind.ContractEvents, data.GenesisHash, filter.Subject);
        }
        foreach ((Cursor place, TransactionId id, ChainEvent happened) in page)
            response.Events.Add(await MapAsync(place, id, happened, caller));
        return response;
    }

    /// <summary>Fills the page; where to go on, or null when the newest block is done.</summary>
    private Cursor? Scan(ulong from, ulong newest, Cursor? after, EventFilter filter, int pageSize, List<(Cursor Place, TransactionId Id, ChainEvent Event)> page)
    {
        int blocks = 0;
        int receipts = 0;
        int bytes = 0;
        foreach (ulong height in Blocks(from, newest, filter))
        {
            if (blocks++ == ApiLimits.ScanBlocksMax || receipts >= ApiLimits.ScanReceiptsMax)
                return new Cursor(height - 1, uint.MaxValue, uint.MaxValue);
            LedgerBlock block = data.Require(height);
            receipts += block.TransactionCount;
            for (int i = 0; i < block.TransactionCount; i++)
            {
                Types.Receipt receipt = LedgerBlock.Decode(block.Receipts[i]);
                for (int j = 0; j < receipt.Events.Count; j++)
                {
                    var place = new Cursor(height, (uint)i, (uint)j);
                    if (!filter.Takes(receipt.Events[j]) || (after is { } cursor && !place.IsBehind(cursor)))
                        continue;
                    page.Add((place, receipt.TransactionId, receipt.Events[j]));
                    bytes += receipt.Events[j].Data.Length;
                    if (page.Count == pageSize || bytes >= ApiLimits.EventPageBytesMax)
                        return place;
                }
            }
        }
        return null;
    }

    /// <summary>The heights to look at, upwards: one more than a page does, so that it knows where the next one begins.</summary>
    private IEnumerable<ulong> Blocks(ulong from, ulong newest, EventFilter filter)
    {
        if (filter.Source is { } contract)
            return data.EventBlocks(contract, from, ApiLimits.ScanBlocksMax + 1).TakeWhile(height => height <= newest);
        return Enumerable.Range(0, ApiLimits.ScanBlocksMax + 1).Select(i => from + (ulong)i).TakeWhile(height => height <= newest);
    }

    private async ValueTask<ContractEvent> MapAsync(Cursor place, TransactionId id, ChainEvent happened, Caller caller)
    {
        ContractAbi? abi = await interfaces.FindAsync(happened.CodeHash, caller);
        return new ContractEvent
        {
            Height = place.Height,
            Index = place.Index,
            Event = place.Sub,
            TransactionIdHex = id.ToString(),
            Contract = addresses.Format(happened.Source),
            Name = happened.Name,
            Data = ByteString.CopyFrom(happened.Data.Span),
            CodeHash = BlockMapping.Bytes(happened.CodeHash),
            DataJson = abi?.FindEvent(happened.Name) is { } declared ? json.WriteFields(declared.Fields, happened.Data.Span) : "",
        };
    }
}
