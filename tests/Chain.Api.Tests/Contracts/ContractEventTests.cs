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
    public async Task A_page_of_all_contracts_looks_through_a_bounded_number_of_blocks_and_one_of_a_contract_finds_its_own()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        ledger.Ledger.Node.Produce(ApiLimits.ScanBlocksMax);
        await ledger.CallAsync("add", ContractLedger.Number32(1));
        ListEventsResponse first = await AllAsync(ledger, "");
        Assert.Empty(first.Events);
        Assert.NotEqual("", first.NextCursor);
        ListEventsResponse second = await AllAsync(ledger, "", first.NextCursor);
        Assert.Equal(("Counted", ""), (Assert.Single(second.Events).Name, second.NextCursor));
        ListEventsResponse indexed = await ledger.EventsAsync();
        Assert.Equal(("Counted", ""), (Assert.Single(indexed.Events).Name, indexed.NextCursor));
    }

    [Fact]
    public async Task A_contract_with_events_in_very_many_blocks_is_told_page_by_page()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        for (int i = 0; i <= ApiLimits.ScanBlocksMax; i++)
            await ledger.CallAsync("note", ContractLedger.Text("n"));
        ListEventsResponse first = await ledger.EventsAsync(pageSize: ApiLimits.PageSizeMax);
        ListEventsResponse second = await ledger.EventsAsync(cursor: first.NextCursor, pageSize: ApiLimits.PageSizeMax);
        Assert.Equal((ApiLimits.ScanBlocksMax, 1, ""), (first.Events.Count, second.Events.Count, second.NextCursor));
        Assert.Equal(first.Events[^1].Height + 1, second.Events[0].Height);
    }

    [Fact]
    public async Task Events_are_read_by_the_code_that_emitted_them_also_after_an_upgrade()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        await ledger.CallAsync("note", ContractLedger.Text("before"));
        // The same name means another thing now, and both are in one block with the upgrade between them.
        string changed = ContractLedger.Source
            .Replace("Noted: { text: 'string' }", "Noted: { loud: 'bool', words: 'string' }", StringComparison.Ordinal)
            .Replace("emit('Noted', { text })", "emit('Noted', { loud: true, words: text })", StringComparison.Ordinal);
        foreach (Chain.Types.Transaction transaction in new[]
        {
            ledger.Ledger.Transactions.Upgrade(3, ledger.Contract, changed),
            ledger.Ledger.Transactions.Call(3, ledger.Contract, "note", ContractLedger.Text("after"), sequence: 1),
        })
            Assert.Equal(TransactionState.Pooled, (await ledger.Ledger.SubmitAsync(transaction)).State);
        ledger.Ledger.Node.Produce();
        ListEventsResponse events = await ledger.EventsAsync("Noted");
        Assert.Equal(["{\"text\":\"before\"}", "{\"loud\":true,\"words\":\"after\"}"], events.Events.Select(happened => happened.DataJson));
        Assert.Equal(ContractLedger.CodeHash, events.Events[0].CodeHash);
        GetCodeResponse old = await ledger.AskAsync<GetCodeRequest, GetCodeResponse>("GetCode", new() { CodeHash = events.Events[0].CodeHash });
        Assert.Equal(("Counter", ContractLedger.Source), (old.Name, old.Source));
        Assert.Equal("NO_CONTRACT", (await Ledger.RefusalAsync(() => ledger.AskAsync<GetCodeRequest, GetCodeResponse>("GetCode", new() { CodeHash = Ledger.Hash(default) }))).Code);
    }

    private static Task<ListEventsResponse> AllAsync(ContractLedger ledger, string contract, string cursor = "") =>
        ledger.AskAsync<ListEventsRequest, ListEventsResponse>("ListEvents", new() { Contract = contract, Cursor = cursor });
}
