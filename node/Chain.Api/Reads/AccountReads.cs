using Chain.Api.Mapping;
using Chain.Api.Requests;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.State;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Api.Reads;

/// <summary>Accounts: what they have, what is bonded for them, and their transactions.</summary>
internal sealed class AccountReads(NodeHandle node, LedgerData data, AddressField addresses, HeightGate heights, ReadGate reads, ReadGate lists)
{
    private readonly TransactionMapping _transactions = new(addresses);

    public async ValueTask<GetAccountResponse> AccountAsync(GetAccountRequest request, CancellationToken cancellationToken)
    {
        Address address = addresses.Read(request.Address, "address");
        if (request.Lane > ProtocolLimits.LaneMax)
            throw ApiFault.Field("lane", $"is {request.Lane}; lanes go from 0 to {ProtocolLimits.LaneMax}");
        await heights.WaitAsync(request.MinHeight, cancellationToken);
        // The pool first: a transaction that is included in between is then counted once or not at all, never missed by both.
        ulong pending = await node.PendingSequenceAsync(address, request.Lane, cancellationToken) ?? 0;
        using ReadGate.Place place = await reads.EnterAsync("reads of accounts", cancellationToken);
        return data.Read(state => Account(state, address, request.Lane, pending));
    }

    private GetAccountResponse Account(StateSnapshot state, Address address, uint lane, ulong pending)
    {
        bool exists = state.TryGetAccount(address, out AccountRecord account);
        ulong sequence = state.NextSequence(address, lane);
        var response = new GetAccountResponse
        {
            Height = state.Height,
            Address = addresses.Format(address),
            Exists = exists,
            Balance = ReceiptMapping.Grains(account.Balance),
            Sequence = sequence,
            PendingSequence = Math.Max(pending, sequence),
        };
        AddBonds(response, state, address);
        return response;
    }

    public async ValueTask<ListTransactionsResponse> TransactionsAsync(ListTransactionsRequest request, CancellationToken cancellationToken)
    {
        Address address = addresses.Read(request.Address, "address");
        int pageSize = PageField.Read(request.PageSize);
        Cursor? cursor = Cursor.Read(request.Cursor, CursorKind.Transactions, data.GenesisHash, address.Span);
        await heights.WaitAsync(request.MinHeight, cancellationToken);
        using ReadGate.Place place = await lists.EnterAsync("lists", cancellationToken);
        var response = new ListTransactionsResponse();
        (response.Height, HistoryLink newest) = data.Read(state => (state.Height, state.TryGetAccount(address, out AccountRecord account) ? account.LastReceipt : HistoryLink.None));
        HistoryLink link = Walk(address, cursor is { } from ? new HistoryLink(from.Height, from.Index) : newest, pageSize, response);
        if (link != HistoryLink.None && link.Height >= data.LowestHeight)
            response.NextCursor = new Cursor(link.Height, link.Index, 0).Format(CursorKind.Transactions, data.GenesisHash, address.Span);
        return response;
    }

    /// <summary>Follows the links from receipt to receipt; stops at the page's end, at the end of the list, or when enough blocks were read.</summary>
    private HistoryLink Walk(Address address, HistoryLink link, int pageSize, ListTransactionsResponse response)
    {
        int blocks = 0;
        LedgerBlock? block = null;
        while (link != HistoryLink.None && link.Height >= data.LowestHeight && response.Transactions.Count < pageSize)
        {
            if (block?.Height != link.Height)
            {
                if (++blocks > ApiLimits.ScanBlocksMax)
                    return link;
                block = data.Require(link.Height);
            }
            // A cursor can be made up by its holder: it may point anywhere, but never outside.
            if (link.Index >= (uint)block.TransactionCount)
                throw ApiFault.Cursor();
            Types.Transaction transaction = block.Transaction((int)link.Index);
            Types.Receipt receipt = block.Receipt((int)link.Index);
            response.Transactions.Add(_transactions.Summary(block, (int)link.Index, transaction, receipt, address));
            HistoryLink next = transaction.Sender == address ? receipt.SenderPrevious : receipt.RecipientPrevious;
            if (next.Height > link.Height || (next.Height == link.Height && next.Index >= link.Index))
                return HistoryLink.None;
            link = next;
        }
        return link;
    }

    /// <summary>Bonds are kept by validator, so each listed validator is asked; there are at most 2,000.</summary>
    private void AddBonds(GetAccountResponse response, StateSnapshot state, Address address)
    {
        ulong listed = state.ReadChain().ListedValidators;
        for (ulong place = 0; place < listed; place++)
        {
            Address validator = state.ListedValidator(place);
            Amount bonded = state.Delegation(validator, address);
            if (bonded != Amount.Zero)
                response.Delegations.Add(new Delegation { Validator = addresses.Format(validator), Amount = ReceiptMapping.Grains(bonded) });
            foreach (PendingUnbonding pending in state.Unbondings(validator, address).Items)
            {
                response.Unbondings.Add(new Unbonding
                {
                    Validator = addresses.Format(validator),
                    Amount = ReceiptMapping.Grains(pending.Amount),
                    AtHeight = pending.AtHeight,
                    AtTimeMs = pending.AtTimeMs,
                });
            }
        }
    }
}
