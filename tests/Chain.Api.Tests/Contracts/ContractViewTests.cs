using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Chain.Api.Tests.Support;
using Chain.Protocol.V1;
using Chain.Rpc;
using Google.Protobuf;

namespace Chain.Api.Tests.Contracts;

public sealed class ContractViewTests
{
    [Fact]
    public async Task A_view_answers_encoded_and_as_json_and_says_at_which_height()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync(start: 40);
        ViewResponse byPlace = await ledger.ViewAsync("sum", "[2]");
        Assert.Equal((1UL, "\"42\""), (byPlace.Height, byPlace.ReturnJson));
        Assert.Equal(ContractLedger.Number(42), byPlace.ReturnValue.ToByteArray());
        Assert.NotEqual(0UL, byPlace.GasUsed);
        Assert.Null(byPlace.Failure);
        Assert.Equal("\"42\"", (await ledger.ViewAsync("sum", "{\"more\":\"2\"}")).ReturnJson);
        Assert.Equal("\"47\"", (await ledger.ViewAsync("sum", more: request => request.Arguments = ByteString.CopyFrom(ContractLedger.Number(7)))).ReturnJson);
    }

    [Fact]
    public async Task A_view_can_look_at_one_of_the_last_heights()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        await ledger.CallAsync("add", ContractLedger.Number32(3));
        Assert.Equal(("\"8\"", 2UL), (await Sum(0), (await ledger.ViewAsync("when")).Height));
        Assert.Equal("\"5\"", await Sum(1));
        Assert.Equal("\"1\"", (await ledger.ViewAsync("when", more: request => request.Height = 1)).ReturnJson);
        (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(() => Sum(9));
        Assert.Equal((RpcStatusCode.OutOfRange, "HEIGHT_AHEAD"), (status, code));

        async Task<string> Sum(ulong height) => (await ledger.ViewAsync("sum", "[0]", request => request.Height = height)).ReturnJson;
    }

    [Fact]
    public async Task The_contract_sees_who_asks_if_that_is_said()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        string asked = (await ledger.ViewAsync("who", more: request => request.From = ledger.Ledger.Address(7))).ReturnJson;
        Assert.Equal($"\"{ledger.Ledger.Address(7)}\"", asked);
        Assert.Equal($"\"{ledger.Ledger.Format(default)}\"", (await ledger.ViewAsync("who")).ReturnJson);
    }

    [Fact]
    public async Task What_the_contract_refuses_is_an_answer_with_code_and_line()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        ContractFailure refused = (await ledger.ViewAsync("refuse")).Failure;
        Assert.Equal(("CONTRACT_FAILED", "NOT_TODAY", "come back tomorrow", "refuse"), (refused.Status, refused.Code, refused.Message, refused.Function));
        Assert.NotEqual(0u, refused.Line);
        Assert.Equal("VIEW_WRITES", (await ledger.ViewAsync("sneak")).Failure.Code);
        Assert.Equal("\"5\"", (await ledger.ViewAsync("sum", "[0]")).ReturnJson);
    }

    [Theory]
    [InlineData("spin", 0UL, "OUT_OF_GAS")]
    [InlineData("spin", 100_000UL, "OUT_OF_GAS")]
    [InlineData("hoard", 100_000_000UL, "VIEW_TOO_LARGE")]
    public async Task A_view_without_end_is_stopped_by_its_gas_or_its_memory(string method, ulong gas, string expected)
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(() => ledger.ViewAsync(method, more: request => request.Gas = gas));
        Assert.Equal((RpcStatusCode.ResourceExhausted, expected), (status, code));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[1,2]")]
    [InlineData("[-1]")]
    [InlineData("[1.5]")]
    [InlineData("[\"18446744073709551616\"]")]
    [InlineData("[true]")]
    [InlineData("{\"less\":1}")]
    [InlineData("{\"more\":1,\"more\":2}")]
    [InlineData("[1e400]")]
    [InlineData("nonsense")]
    public async Task Arguments_that_do_not_fit_are_refused_before_the_contract_runs(string json)
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(() => ledger.ViewAsync("sum", json));
        Assert.Equal((RpcStatusCode.InvalidArgument, "BAD_ARGUMENTS"), (status, code));
    }

    [Fact]
    public async Task Requests_that_make_no_sense_say_why()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        Assert.Equal("NO_MEMBER", await CodeAsync("nothing"));
        (_, string? code, string message) = await Ledger.RefusalAsync(() => ledger.ViewAsync(new string('x', 1_000_000)));
        Assert.Equal(("NO_MEMBER", 501), (code, message.Length));
        Assert.Equal("BAD_FIELD", await CodeAsync("add", request => request.ArgumentsJson = "[1]"));
        Assert.Equal("BAD_FIELD", await CodeAsync("when", request => request.Gas = ApiLimits.ViewGasMax + 1));
        Assert.Equal("NO_CONTRACT", await CodeAsync("when", request => request.Contract = ledger.Ledger.Address(1)));
        Assert.Equal("BAD_ADDRESS", await CodeAsync("when", request => request.From = "someone"));
        Assert.Equal("BAD_ARGUMENTS", await CodeAsync("sum", request => request.Arguments = ByteString.CopyFrom([1, 2, 3])));

        async Task<string?> CodeAsync(string method, Action<ViewRequest>? more = null) => (await Ledger.RefusalAsync(() => ledger.ViewAsync(method, more: more))).Code;
    }

    [Fact]
    public async Task A_client_that_floods_the_node_with_views_does_not_keep_another_one_waiting()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        using HttpClient greedy = ClientAt("127.0.0.2");
        using HttpClient modest = ClientAt("127.0.0.3");
        string many = "{\"contract\":\"" + ledger.ContractText + "\",\"method\":\"spin\",\"gas\":\"5000000\"}";
        string one = "{\"contract\":\"" + ledger.ContractText + "\",\"method\":\"sum\",\"argumentsJson\":\"[1]\"}";
        await AskAsync(modest, one);
        Task<string>[] flood = [.. Enumerable.Range(0, 3 * ApiLimits.ContractWorkWaitingOfOneMax).Select(_ => AskAsync(greedy, many))];
        Assert.Contains("of your address wait already", await (await Task.WhenAny(flood)), StringComparison.Ordinal);
        using JsonDocument answer = JsonDocument.Parse(await AskAsync(modest, one));
        Assert.Equal("\"6\"", answer.RootElement.GetProperty("returnJson").GetString());
        Assert.Contains(flood, task => !task.IsCompleted);
        string[] answers = await Task.WhenAll(flood);
        Assert.InRange(answers.Count(static answer => answer.Contains("resource_exhausted", StringComparison.Ordinal) && answer.Contains("used up its", StringComparison.Ordinal)), ApiLimits.ContractWorkWaitingOfOneMax, answers.Length - 1);

        HttpClient ClientAt(string address) => new(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(IPAddress.Loopback, ledger.Ledger.Server.HttpAddress.Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = ledger.Ledger.Server.HttpAddress };

        static async Task<string> AskAsync(HttpClient client, string json)
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync(new Uri("chain.v1.Contracts/View", UriKind.Relative), content);
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task More_views_than_wait_are_refused_and_blocks_go_on()
    {
        await using ContractLedger ledger = await ContractLedger.StartAsync();
        await ledger.ViewAsync("when");
        Task<string?>[] flood = [.. Enumerable.Range(0, 400).Select(_ => FloodAsync())];
        ledger.Ledger.Node.Produce(3);
        Assert.Equal(4UL, (await ledger.Ledger.StatusAsync()).Height);
        string?[] codes = await Task.WhenAll(flood);
        Assert.Contains("TOO_BUSY", codes);
        Assert.All(codes, code => Assert.Contains(code, new[] { "TOO_BUSY", "OUT_OF_GAS" }));
        Assert.Equal("\"5\"", (await ledger.ViewAsync("sum", "[0]")).ReturnJson);

        async Task<string?> FloodAsync() => (await Ledger.RefusalAsync(() => ledger.ViewAsync("spin", more: request => request.Gas = 3_000_000))).Code;
    }
}
