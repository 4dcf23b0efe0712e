using System.Net;
using System.Text;
using Chain.Api.Tests.Support;
using Chain.Protocol.V1;
using Chain.Rpc;
using Google.Protobuf;

namespace Chain.Api.Tests;

/// <summary>Requests that no honest client makes. Each must be refused with its reason, and the node answers the next one.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public async Task Ids_have_32_bytes(int length)
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        ByteString id = ByteString.CopyFrom(new byte[length]);
        await RefusedAsync(ledger, "BAD_FIELD", () => ledger.AskAsync<GetTransactionRequest, GetTransactionResponse>("GetTransaction", new() { TransactionId = id }));
        await RefusedAsync(ledger, "BAD_FIELD", () => ledger.AskAsync<GetReceiptRequest, GetReceiptResponse>("GetReceipt", new() { TransactionId = id }));
        if (length > 0)
            await RefusedAsync(ledger, "BAD_FIELD", () => ledger.AskAsync<GetBlockRequest, GetBlockResponse>("GetBlock", new() { BlockId = id }));
        await RefusedAsync(ledger, "BAD_FIELD", () => DrainAsync(ledger.Stream<StreamTransactionRequest, StreamTransactionResponse>("StreamTransaction", new() { TransactionId = id })));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("chn1")]
    [InlineData("0x0000000000000000000000000000000000000000")]
    [InlineData("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0")]
    [InlineData("chn1\u0000")]
    [InlineData("\u202echn1qqqq")]
    public async Task Text_that_is_no_address_of_this_network_is_refused(string text)
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        await RefusedAsync(ledger, "BAD_ADDRESS", () => ledger.AskAsync<GetAccountRequest, GetAccountResponse>("GetAccount", new() { Address = text }));
        await RefusedAsync(ledger, "BAD_ADDRESS", () => ledger.AskAsync<ListTransactionsRequest, ListTransactionsResponse>("ListTransactions", new() { Address = text }));
    }

    [Fact]
    public async Task An_address_of_a_megabyte_is_refused()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        await RefusedAsync(ledger, "BAD_ADDRESS", () => ledger.AskAsync<GetAccountRequest, GetAccountResponse>("GetAccount", new() { Address = new string('q', 1 << 20) }));
    }

    [Fact]
    public async Task A_cursor_of_a_megabyte_is_refused()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        await RefusedAsync(ledger, "BAD_CURSOR", () => ledger.AskAsync<ListBlocksRequest, ListBlocksResponse>("ListBlocks", new() { Cursor = new string('A', 1 << 20) }));
    }

    [Fact]
    public async Task Two_ways_to_name_one_thing_exclude_each_other()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 2);
        Types.Transaction transaction = ledger.Transactions.Transfer(0, 1, 5);
        GetBlockResponse block = await ledger.AskAsync<GetBlockRequest, GetBlockResponse>("GetBlock", new() { Height = 1 });
        await RefusedAsync(ledger, "BAD_FIELD", () => ledger.AskAsync<GetBlockRequest, GetBlockResponse>("GetBlock", new() { Height = 2, BlockId = block.Summary.BlockId }));
        await RefusedAsync(ledger, "BAD_FIELD", () => ledger.AskAsync<GetTransactionRequest, GetTransactionResponse>(
            "GetTransaction", new() { TransactionId = Ledger.Id(transaction), Transaction = Ledger.Bytes(transaction) }));
    }

    [Fact]
    public async Task Whole_transactions_in_questions_must_be_canonical_and_of_this_chain()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        Types.Transaction transaction = ledger.Transactions.Transfer(0, 1, 5);
        ByteString longer = ByteString.CopyFrom([.. transaction.Encoded.ToArray(), 0]);
        await RefusedAsync(ledger, "BAD_TRANSACTION", () => ledger.AskAsync<GetTransactionRequest, GetTransactionResponse>("GetTransaction", new() { Transaction = longer }));
        await RefusedAsync(ledger, "BAD_TRANSACTION", () => ledger.AskAsync<SimulateTransactionRequest, SimulateTransactionResponse>("SimulateTransaction", new() { Transaction = longer }));
        await RefusedAsync(ledger, "BAD_TRANSACTION", () => ledger.AskAsync<SimulateTransactionRequest, SimulateTransactionResponse>("SimulateTransaction", new()));
        ByteString foreign = Ledger.Bytes(new SoloLedger.SoloTransactions(SoloLedger.SoloGenesis.Create(network: "other")).Transfer(0, 1, 5));
        await RefusedAsync(ledger, "WRONG_CHAIN", () => ledger.AskAsync<GetTransactionRequest, GetTransactionResponse>("GetTransaction", new() { Transaction = foreign }));
        await RefusedAsync(ledger, "WRONG_CHAIN", () => ledger.AskAsync<SimulateTransactionRequest, SimulateTransactionResponse>("SimulateTransaction", new() { Transaction = foreign }));
    }

    [Fact]
    public async Task Event_names_and_sources_are_checked()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        await RefusedAsync(ledger, "BAD_FIELD", () => DrainAsync(ledger.Stream<StreamEventsRequest, StreamEventsResponse>("StreamEvents", new() { Name = new string('n', 65) })));
        await RefusedAsync(ledger, "BAD_ADDRESS", () => DrainAsync(ledger.Stream<StreamEventsRequest, StreamEventsResponse>("StreamEvents", new() { Source = "nobody" })));
        await RefusedAsync(ledger, "HEIGHT_AHEAD", () => DrainAsync(ledger.Stream<StreamEventsRequest, StreamEventsResponse>("StreamEvents", new() { FromHeight = ulong.MaxValue })));
    }

    [Theory]
    [InlineData("""{"address":"a","address":"b"}""")]
    [InlineData("""{"pageSize":NaN}""")]
    [InlineData("""{"pageSize":1e400}""")]
    [InlineData("""{"pageSize":-1}""")]
    [InlineData("""{"pageSize":1.5}""")]
    [InlineData("""{"pageSize":18446744073709551616}""")]
    [InlineData("""{"unknown":1}""")]
    [InlineData("\uFEFF{}")]
    [InlineData("""{"address":"\ud800"}""")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    [InlineData("{")]
    public async Task Json_that_is_not_one_plain_request_is_refused_with_400(string json)
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        using var http = new HttpClient { BaseAddress = ledger.Server.HttpAddress };
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(http, "ListTransactions", json)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(http, "GetStatus", "{}")).StatusCode);
    }

    [Fact]
    public async Task Json_ten_thousand_deep_is_refused_with_400()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        using var http = new HttpClient { BaseAddress = ledger.Server.HttpAddress };
        string deep = string.Concat(Enumerable.Repeat("""{"a":""", 10_000)) + "1" + new string('}', 10_000);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(http, "GetStatus", deep)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(http, "GetStatus", "{}")).StatusCode);
    }

    [Fact]
    public async Task Refusals_reach_json_callers_with_their_code()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        using var http = new HttpClient { BaseAddress = ledger.Server.HttpAddress };
        HttpResponseMessage answer = await PostAsync(http, "GetBlock", """{"height":"99"}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("HEIGHT_AHEAD", Assert.Single(answer.Headers.GetValues("trailer-chain-code")));
        string body = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"code\":\"out_of_range\"", body, StringComparison.Ordinal);
        Assert.Contains("the newest is 1", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_to_a_node_that_is_stuck_end_at_the_callers_deadline()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        ledger.Node.IsDeaf = true;
        using var channel = new RpcChannel(ledger.Server.GrpcAddress);
        var client = new RpcClient(channel, LedgerReflection.Descriptor.Services[0]);
        var options = new RpcCallOptions { Timeout = TimeSpan.FromMilliseconds(200) };
        RpcException e = await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync<SubmitTransactionRequest, SubmitTransactionResponse>(
            "SubmitTransaction", new() { Transaction = Ledger.Bytes(ledger.Transactions.Transfer(0, 1, 5)) }, options));
        Assert.Equal(RpcStatusCode.DeadlineExceeded, e.Code);
        Assert.Equal(1UL, (await ledger.StatusAsync()).Height);
    }

    [Fact]
    public async Task Administration_is_not_on_the_public_ports()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        using var http = new HttpClient { BaseAddress = ledger.Server.HttpAddress };
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.NotImplemented, (await http.PostAsync("/chain.v1.Admin/GetPeers", content)).StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, string method, string json)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = new("application/json");
        return await http.PostAsync("/chain.v1.Ledger/" + method, content);
    }

    private static async Task RefusedAsync(Ledger ledger, string expected, Func<Task> call)
    {
        (RpcStatusCode status, string? code, string message) = await Ledger.RefusalAsync(call);
        Assert.True(status is RpcStatusCode.InvalidArgument or RpcStatusCode.OutOfRange, $"{status}: {message}");
        Assert.Equal(expected, code);
        Assert.NotEmpty(message);
        Assert.Equal(ledger.Node.Height, (await ledger.StatusAsync()).Height);
    }

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> answers)
    {
        await using IAsyncEnumerator<T> each = answers.GetAsyncEnumerator();
        while (await each.MoveNextAsync())
            Assert.NotNull(each.Current);
    }
}
