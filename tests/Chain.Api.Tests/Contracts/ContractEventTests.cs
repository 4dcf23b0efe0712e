using Chain.Api.Tests.Support;
using Chain.Protocol.V1;

namespace Chain.Api.Tests.Contracts;

public sealed class ContractEventTests
{
    [Fact]
    public async Task Events_are_listed_oldest_first_with_their_fields()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        Chain.Types.Transaction added = await ledger.CallAsync("add", ContractLedger.Number32(2));
        await ledger.CallAsync("note", ContractLedger.Text("hello"));
        ListEventsResponse events = await ledger.EventsAsync();
        Assert.Equal(["Counted", "Noted"], events.Events.Select(happened => happened.Name));
        ContractEvent first = events.Events[0];
        Assert.Equal((2UL, 0u, 0u, added.Id.ToString(), ledger.ContractText), (first.Height, first.Index, first.Event, first.TransactionIdHex, first.Contract));
        Assert.Equal($"{{\"who\":\"{ledger.Ledger.Address(0)}\",\"total\":\"7\"}}", first.DataJson);
        Assert.Equal("{\"text\":\"hello\"}", events.Events[1].DataJson);
        Assert.Equal("", events.NextCursor);
    }

    [Fact]
    public async Task Events_are_chosen_by_name_height_and_contract()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        await ledger.CallAsync("add", ContractLedger.Number32(2));
        await ledger.CallAsync("note", ContractLedger.Text("hello"));
        await ledger.CallAsync("add", ContractLedger.Number32(3));
        Assert.Equal([2UL, 4UL], (await ledger.EventsAsync("Counted")).Events.Select(happened => happened.Height));
        Assert.Equal([3UL, 4UL], (await ledger.EventsAsync(fromHeight: 3)).Events.Select(happened => happened.Height));
        Assert.Equal(3, (await AllAsync(ledger, "")).Events.Count);
        Assert.Empty((await AllAsync(ledger, ledger.Ledger.Address(1))).Events);
        Assert.Equal("HEIGHT_AHEAD", (await Ledger.RefusalAsync(() => ledger.EventsAsync(fromHeight: 99))).Code);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_and_without_a_double()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        for (uint i = 1; i <= 7; i++)
            await ledger.CallAsync("add", ContractLedger.Number32(i));
        var seen = new List<ulong>();
        string cursor = "";
        do
        {
            ListEventsResponse page = await ledger.EventsAsync("Counted", cursor, pageSize: 3);
            seen.AddRange(page.Events.Select(happened => happened.Height));
            cursor = page.NextCursor;
        }
        while (cursor.Length > 0);
        Assert.Equal(Enumerable.Range(2, 7).Select(height => (ulong)height), seen);
        string counted = (await ledger.EventsAsync("Counted", pageSize: 3)).NextCursor;
        Assert.Equal("BAD_CURSOR", (await Ledger.RefusalAsync(() => ledger.EventsAsync("Noted", counted))).Code);
        Assert.Equal("BAD_FIELD", (await Ledger.RefusalAsync(() => ledger.EventsAsync("Counted", counted, fromHeight: 1))).Code);
    }

    [Fact]
    public async Task A_page_looks_through_a_bounded_number_of_blocks()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        ledger.Ledger.Node.Produce(ApiLimits.ScanBlocksMax);
        await ledger.CallAsync("add", ContractLedger.Number32(1));
        ListEventsResponse first = await ledger.EventsAsync();
        Assert.Empty(first.Events);
        Assert.NotEqual("", first.NextCursor);
        ListEventsResponse second = await ledger.EventsAsync(cursor: first.NextCursor);
        Assert.Equal(("Counted", ""), (Assert.Single(second.Events).Name, second.NextCursor));
    }

    private static Task<ListEventsResponse> AllAsync(ContractLedger ledger, string contract) =>
        ledger.AskAsync<ListEventsRequest, ListEventsResponse>("ListEvents", new() { Contract = contract });
}
