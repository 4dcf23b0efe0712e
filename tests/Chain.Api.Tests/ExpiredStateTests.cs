using Chain.Api.Tests.Contracts;
using Chain.Api.Tests.Support;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.State;
using Chain.Storage.KeyValue;
using Google.Protobuf;

namespace Chain.Api.Tests;

/// <summary>A state may be held for two seconds. A read that takes longer begins again from a fresh one, and is told to ask again when that is not enough either.</summary>
public sealed class ExpiredStateTests
{
    // More blocks than the store keeps in memory: what was written before them is read from the snapshot, which is what can expire.
    private const int BlocksBehind = 40;

    private readonly HastyTime _time = new();

    [Theory]
    [InlineData("GetAccount")]
    [InlineData("ListTransactions")]
    [InlineData("GetTransaction")]
    [InlineData("SimulateTransaction")]
    [InlineData("SimulateTransaction of a contract")]
    [InlineData("ReadState")]
    [InlineData("ListValidators")]
    [InlineData("GetContract")]
    [InlineData("GetCode")]
    [InlineData("ListContracts")]
    [InlineData("View")]
    [InlineData("View of a height")]
    [InlineData("ReadContractState")]
    public async Task A_read_begins_again_once_and_then_says_ask_again(string read)
    {
        await using ContractLedger ledger = await StartAsync();
        // One look opens a state, the next one finds it too old: the first attempt fails, the second has a clock that stands.
        _time.Hurry(2);
        await AskAsync(ledger, read);
        _time.Hurry(long.MaxValue);
        (RpcStatusCode status, string? code, _) = await Ledger.RefusalAsync(() => AskAsync(ledger, read));
        Assert.Equal((RpcStatusCode.Unavailable, "ASK_AGAIN"), (status, code));
        _time.Hurry(0);
        await AskAsync(ledger, read);
    }

    private async Task<ContractLedger> StartAsync()
    {
        ContractLedger ledger = await ContractLedger.StartAsync(snapshots: new SnapshotLimits(512, TimeSpan.FromSeconds(2), _time));
        ledger.Ledger.Node.Produce(BlocksBehind);
        return ledger;
    }

    private static async Task<IMessage> AskAsync(ContractLedger ledger, string read)
    {
        Ledger node = ledger.Ledger;
        return read switch
        {
            "GetAccount" => await node.AccountAsync(0),
            "ListTransactions" => await node.AskAsync<ListTransactionsRequest, ListTransactionsResponse>("ListTransactions", new() { Address = node.Address(0) }),
            "GetTransaction" => await node.FateAsync(node.Transactions.Transfer(2, 3, 1), whole: true),
            "SimulateTransaction" => await SimulateAsync(node, node.Transactions.Transfer(2, 3, 1)),
            "SimulateTransaction of a contract" => await SimulateAsync(node, node.Transactions.Call(2, ledger.Contract, "add", ContractLedger.Number32(1))),
            "ReadState" => await node.AskAsync<ReadStateRequest, ReadStateResponse>("ReadState", new() { Key = ByteString.CopyFrom(StateKeys.Contract(ledger.Contract).Span) }),
            "ListValidators" => await node.AskAsync<ListValidatorsRequest, ListValidatorsResponse>("ListValidators", new()),
            "GetContract" => await ledger.AskAsync<GetContractRequest, GetContractResponse>("GetContract", new() { Address = ledger.ContractText }),
            "GetCode" => await ledger.AskAsync<GetCodeRequest, GetCodeResponse>("GetCode", new() { CodeHash = ContractLedger.CodeHash }),
            "ListContracts" => await ledger.AskAsync<ListContractsRequest, ListContractsResponse>("ListContracts", new()),
            "View" => await ledger.ViewAsync("sum", "[1]"),
            "View of a height" => await ledger.ViewAsync("sum", "[1]", request => request.Height = node.Node.Height),
            _ => await ledger.ReadAsync("total"),
        };
    }

    private static Task<SimulateTransactionResponse> SimulateAsync(Ledger node, Chain.Types.Transaction transaction) =>
        node.AskAsync<SimulateTransactionRequest, SimulateTransactionResponse>("SimulateTransaction", new() { Transaction = Ledger.Bytes(transaction) });
}
