using System.Net;
using Chain.Client.Light;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Rpc;
using Chain.SoloLedger;
using Chain.Types;
using GenesisDocument = Chain.Types.GenesisDocument;

namespace Chain.Client.Tests;

public sealed class LightClientTests : IDisposable
{
    private const ulong Coin = Amount.GrainsPerCoin;

    private readonly string _folder = Directory.CreateTempSubdirectory("chain-light").FullName;

    [Fact]
    public async Task A_balance_is_verified_from_genesis()
    {
        await using SoloServer server = await SoloServer.StartAsync(SoloGenesis.Create(validators: 4));
        using var client = new LedgerClient(server.GrpcAddress);
        await client.SubmitAsync(server.Transactions.Transfer(0, 1, 5 * Coin));
        server.Node.Produce(20);
        var light = new LightClient(client, server.Node.Genesis);
        VerifiedAccount account = await light.AccountAsync(SoloKeys.Account(1));
        Assert.Equal((19UL, true, 1_005 * Coin), (account.Height, account.Exists, account.Balance.Grains));
        Assert.False((await light.AccountAsync(SoloKeys.Account(4_444))).Exists);
        Assert.Equal(19UL, light.Trusted.Height);
    }

    [Fact]
    public async Task Changes_of_the_validator_set_are_followed()
    {
        await using SoloServer server = await SoloServer.StartAsync(SoloGenesis.Create(validators: 2));
        using var client = new LedgerClient(server.GrpcAddress);
        Address first = SoloKeys.Account(SoloGenesis.FirstOperator);
        server.Node.Produce(3);
        await client.SubmitAsync(server.Transactions.Sign(0, new TransactionAction.Delegate(first, Amount.FromGrains(90 * Coin))));
        server.Node.Produce(5);
        await client.SubmitAsync(Register(server, account: 3, consensusKey: SoloGenesis.FirstConsensusKey + 50));
        server.Node.Produce(10);
        var light = new LightClient(client, server.Node.Genesis);
        await light.AccountAsync(SoloKeys.Account(1));
        Assert.Equal(3, light.Trusted.NextValidators.Members.Count);
        Assert.Equal(100UL + 10 + 20, light.Trusted.NextValidators.TotalPower);
        Assert.Equal(server.Node.Height - 1, light.Trusted.Height);
    }

    [Fact]
    public async Task Verification_goes_on_from_the_file_and_over_many_pages()
    {
        await using SoloServer server = await SoloServer.StartAsync();
        using var client = new LedgerClient(server.GrpcAddress);
        var file = new TrustedChainFile(Path.Combine(_folder, "trusted"));
        server.Node.Produce(2_300);
        var heights = new List<ulong>();
        await new LightClient(client, server.Node.Genesis, file).ReadAsync(new byte[] { 1 }, 0, new Collect(heights));
        Assert.Equal([1_000UL, 2_000UL, 2_299UL], heights);
        heights.Clear();
        server.Node.Produce(10);
        var again = new LightClient(client, server.Node.Genesis, file);
        Assert.Equal(2_299UL, again.Trusted.Height);
        await again.ReadAsync(new byte[] { 1 }, 0, new Collect(heights));
        Assert.Equal([2_309UL], heights);
    }

    [Fact]
    public async Task A_damaged_file_or_one_of_another_chain_starts_over()
    {
        GenesisDocument genesis = SoloGenesis.Create();
        string path = Path.Combine(_folder, "trusted");
        var file = new TrustedChainFile(path);
        await using SoloServer server = await SoloServer.StartAsync(genesis);
        using var client = new LedgerClient(server.GrpcAddress);
        server.Node.Produce(9);
        await new LightClient(client, genesis, file).AccountAsync(SoloKeys.Account(0));
        Assert.Equal(8UL, file.Load(genesis).Height);
        Assert.Equal(0UL, file.Load(SoloGenesis.Create(network: "other")).Height);
        byte[] bytes = File.ReadAllBytes(path);
        for (int i = 0; i < bytes.Length; i += 7)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 1;
            File.WriteAllBytes(path, damaged);
            Assert.Equal(0UL, file.Load(genesis).Height);
        }
        File.WriteAllBytes(path, []);
        Assert.Equal(0UL, file.Load(genesis).Height);
    }

    [Fact]
    public async Task A_node_of_another_chain_cannot_prove_anything()
    {
        await using SoloServer server = await SoloServer.StartAsync(SoloGenesis.Create(network: "other"));
        server.Node.Produce(5);
        using var client = new LedgerClient(server.GrpcAddress);
        LedgerException e = await Assert.ThrowsAsync<LedgerException>(() => new LightClient(client, SoloGenesis.Create()).AccountAsync(SoloKeys.Account(0)));
        Assert.Equal((LedgerFailure.BadAnswer, "PROOF_WRONG"), (e.Failure, e.Code));
    }

    [Fact]
    public async Task A_receipt_is_verified_before_and_behind_the_trusted_point()
    {
        await using SoloServer server = await SoloServer.StartAsync();
        using var client = new LedgerClient(server.GrpcAddress);
        Types.Transaction transaction = server.Transactions.Transfer(0, 1, 5);
        await client.SubmitAsync(transaction);
        server.Node.Produce();
        var light = new LightClient(client, server.Node.Genesis);
        Assert.Equal("NOT_PROVEN_YET", (await Assert.ThrowsAsync<LedgerException>(() => light.ReceiptAsync(transaction.Id))).Code);
        server.Node.Produce();
        Assert.Equal(ReceiptStatus.Success, (await light.ReceiptAsync(transaction.Id)).Receipt.Status);
        server.Node.Produce(30);
        await light.AccountAsync(SoloKeys.Account(0));
        Assert.Equal(1UL, (await light.ReceiptAsync(transaction.Id)).Height);
        Assert.Equal(31UL, light.Trusted.Height);
    }

    [Theory]
    [InlineData(0U)]
    [InlineData(7U)]
    public async Task Expiry_is_proved_by_the_counter_of_the_lane(uint lane)
    {
        await using SoloServer server = await SoloServer.StartAsync();
        using var client = new LedgerClient(server.GrpcAddress);
        Types.Transaction never = server.Transactions.Transfer(0, 1, 5, sequence: 1, lane: lane, expiryHeight: 4);
        Types.Transaction included = server.Transactions.Transfer(0, 1, 5, sequence: 0, lane: lane, expiryHeight: 4);
        await client.SubmitAsync(included);
        server.Node.Produce(6);
        var light = new LightClient(client, server.Node.Genesis);
        Assert.True(await light.IsExpiredAsync(never));
        Assert.False(await light.IsExpiredAsync(included));
    }

    [Fact]
    public async Task A_true_answer_about_an_older_height_than_asked_for_proves_nothing()
    {
        await using SoloServer server = await SoloServer.StartAsync();
        using var honest = new LedgerClient(server.GrpcAddress);
        server.Node.Produce(9);
        RpcEndpoint endpoint = RpcEndpoint.Grpc("liar", new IPEndPoint(IPAddress.Loopback, 0)) with
        {
            Services =
            [
                RpcService.For(LedgerReflection.Descriptor.Services[0])
                    .Unary<ReadStateRequest, ReadStateResponse>("ReadState", async (request, _) => await honest.ReadStateAsync(request.Key.Memory))
                    .Unary<ListHeadersRequest, ListHeadersResponse>("ListHeaders", async (request, _) => await honest.ListHeadersAsync(request.FromHeight, (int)request.PageSize))
                    .Build(),
            ],
        };
        await using RpcServer liar = await RpcServer.StartAsync(new RpcServerOptions { Endpoints = [endpoint] });
        using var told = new LedgerClient(new Uri($"http://{liar.AddressOf(endpoint)}"));
        var light = new LightClient(told, server.Node.Genesis);
        // The counter of the lane is that of a height at which the transaction could still be included.
        Types.Transaction pending = server.Transactions.Transfer(0, 1, 5, sequence: 0, expiryHeight: 50);
        LedgerException e = await Assert.ThrowsAsync<LedgerException>(() => light.IsExpiredAsync(pending));
        Assert.Equal((LedgerFailure.BadAnswer, "PROOF_WRONG"), (e.Failure, e.Code));
        Assert.True((await light.AccountAsync(SoloKeys.Account(0))).Exists);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Types.Transaction Register(SoloServer server, int account, int consensusKey)
    {
        Primitives.Crypto.PrivateKey key = SoloKeys.Key(consensusKey);
        Primitives.Crypto.Signature possession = key.Sign(TransactionAction.PossessionDigest(server.Node.Genesis.Hash, SoloKeys.Account(account)));
        return server.Transactions.Sign(account, new TransactionAction.RegisterValidator(key.GetPublicKey(), possession, Amount.FromGrains(20 * Coin)));
    }

    private sealed class Collect(List<ulong> heights) : IProgress<ulong>
    {
        public void Report(ulong value) => heights.Add(value);
    }
}
