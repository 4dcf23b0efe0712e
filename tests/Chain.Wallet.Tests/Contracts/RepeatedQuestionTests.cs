using Chain.Client;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.Wallet.Networks;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Tests.Contracts;

/// <summary>A node that cannot answer just now is asked again, and not for ever.</summary>
public class RepeatedQuestionTests
{
    [Theory]
    [InlineData(1, 2, true)]
    [InlineData(2, 3, true)]
    [InlineData(9, 3, false)]
    public async Task A_node_that_says_ask_again_is_asked_again(int refusals, int asked, bool isAnswered)
    {
        int times = 0;
        RpcEndpoint endpoint = RpcEndpoint.Grpc("busy", new(System.Net.IPAddress.Loopback, 0)) with
        {
            Services =
            [
                RpcService.For(LedgerReflection.Descriptor.Services[0])
                    .Unary<GetStatusRequest, GetStatusResponse>("GetStatus", (_, _) => ValueTask.FromResult(Status()))
                    .Unary<SimulateTransactionRequest, SimulateTransactionResponse>("SimulateTransaction", (_, _) =>
                        ++times <= refusals ? throw Busy() : ValueTask.FromResult(new SimulateTransactionResponse()))
                    .Build(),
            ],
        };
        await using RpcServer server = await RpcServer.StartAsync(new RpcServerOptions { Endpoints = [endpoint] });
        Wallet.Networks.Network network = Make.Network with { Trust = NetworkTrust.Genesis };
        using NodeSession session = await NodeSession.OpenAsync(new Uri($"http://{server.AddressOf(endpoint)}"), network.Name, network, static _ => { }, new LedgerClientOptions(), CancellationToken.None);
        Task<SimulateTransactionResponse> answer = session.AskRepeatedlyAsync(client => client.SimulateAsync(Make.Signed()));
        if (isAnswered)
            await answer;
        else
            Assert.Equal(ProblemKind.Unreachable, (await Assert.ThrowsAsync<WalletException>(() => answer)).Problem.Kind);
        Assert.Equal(asked, times);
    }

    private static GetStatusResponse Status() => new()
    {
        Network = Make.Network.Name,
        GenesisHash = Google.Protobuf.ByteString.CopyFrom(Make.GenesisHash.Span),
        AddressPrefix = Make.Network.AddressPrefix,
        Height = 1,
    };

    private static RpcException Busy() => new(new RpcStatus(RpcStatusCode.Unavailable, "Ask again."), new RpcMetadata().Add("chain-code", "ASK_AGAIN"));
}
