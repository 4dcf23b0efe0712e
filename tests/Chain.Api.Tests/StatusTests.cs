using Chain.Api.Tests.Support;
using Chain.Protocol.V1;
using Chain.Rpc;

namespace Chain.Api.Tests;

public sealed class StatusTests
{
    [Fact]
    public async Task Status_tells_the_chain_and_where_the_node_stands()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 3);
        GetStatusResponse status = await ledger.StatusAsync();
        Assert.Equal("chain-solo", status.Network);
        Assert.Equal("chn", status.AddressPrefix);
        Assert.Equal(ledger.Node.Genesis.Hash.ToString(), status.GenesisHashHex);
        Assert.Equal(3UL, status.Height);
        Assert.Equal(2UL, status.ProvenHeight);
        Assert.Equal(ledger.Node.Handle.Status.StateRoot.ToString(), status.StateRootHex);
        Assert.Equal(ledger.Address(SoloLedger.SoloGenesis.FirstOperator), status.Validator);
        Assert.Equal(1UL, status.LowestHeight);
        Assert.NotEmpty(status.Version);
    }

    [Fact]
    public async Task Status_waits_for_the_height_that_is_asked_for()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        Task<GetStatusResponse> waiting = ledger.StatusAsync(minHeight: 2);
        ledger.Node.Produce(2);
        Assert.True((await waiting).Height >= 2);
    }

    [Fact]
    public async Task Status_refuses_a_height_that_does_not_come_in_time()
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        (RpcStatusCode status, string? code, string message) = await Ledger.RefusalAsync(() => ledger.StatusAsync(minHeight: 7));
        Assert.Equal(RpcStatusCode.FailedPrecondition, status);
        Assert.Equal("HEIGHT_NOT_REACHED", code);
        Assert.Contains("newest is 1", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public async Task A_height_that_no_chain_reaches_is_not_waited_for(long height)
    {
        await using Ledger ledger = await Ledger.StartAsync(blocks: 1);
        Assert.Equal("HEIGHT_AHEAD", (await Ledger.RefusalAsync(() => ledger.StatusAsync((ulong)height))).Code);
    }

    [Fact]
    public async Task Parameters_are_those_of_genesis()
    {
        await using Ledger ledger = await Ledger.StartAsync();
        GetParametersResponse parameters = await ledger.AskAsync<GetParametersRequest, GetParametersResponse>("GetParameters", new());
        Assert.Equal(400UL, parameters.Values.Single(v => v.Name == "blockIntervalMs").Value);
        Assert.Equal(400UL, ChainParameters.Parser.ParseFrom(parameters.Parameters).BlockIntervalMs);
        Assert.Equal(10_000UL, parameters.TransferGasMin);
    }
}
