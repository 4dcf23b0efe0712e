using Chain.Rpc.Health.V1;
using Chain.Rpc.Reflection.V1;
using Google.Protobuf.Reflection;
using static Chain.Rpc.Health.V1.HealthCheckResponse.Types;

namespace Chain.Rpc.Tests;

public sealed class HealthAndReflectionTests
{
    [Fact]
    public async Task Health_tells_of_the_server_and_of_services()
    {
        await using TestServer server = await TestServer.StartAsync();
        RpcClient client = new(server.NewChannel(), HealthReflection.Descriptor.Services[0]);
        Assert.Equal(ServingStatus.Serving, (await client.UnaryAsync<HealthCheckRequest, HealthCheckResponse>("Check", new())).Status);
        server.Health.Set("a", false);
        Assert.Equal(ServingStatus.NotServing, (await client.UnaryAsync<HealthCheckRequest, HealthCheckResponse>("Check", new() { Service = "a" })).Status);
        RpcException e = await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync<HealthCheckRequest, HealthCheckResponse>("Check", new() { Service = "b" }));
        Assert.Equal(RpcStatusCode.NotFound, e.Code);
    }

    [Fact]
    public async Task Health_watch_tells_each_change()
    {
        await using TestServer server = await TestServer.StartAsync();
        RpcClient client = new(server.NewChannel(), HealthReflection.Descriptor.Services[0]);
        List<ServingStatus> seen = [];
        await foreach (HealthCheckResponse response in client.ServerStreamingAsync<HealthCheckRequest, HealthCheckResponse>("Watch", new() { Service = "late" }))
        {
            seen.Add(response.Status);
            if (seen.Count == 3)
                break;
            server.Health.Set("late", seen.Count == 1);
        }
        Assert.Equal([ServingStatus.ServiceUnknown, ServingStatus.Serving, ServingStatus.NotServing], seen);
    }

    [Fact]
    public async Task Reflection_lists_services_and_gives_files_that_rebuild()
    {
        await using TestServer server = await TestServer.StartAsync();
        RpcClient client = new(server.NewChannel(), ReflectionReflection.Descriptor.Services[0]);
        using RpcDuplexCall<ServerReflectionRequest, ServerReflectionResponse> call = await client.DuplexAsync<ServerReflectionRequest, ServerReflectionResponse>("ServerReflectionInfo");
        await using IAsyncEnumerator<ServerReflectionResponse> answers = call.ReadAllAsync().GetAsyncEnumerator();

        ServerReflectionResponse services = await AskAsync(new() { ListServices = "*" });
        Assert.Equal(
            ["chain.test.v1.Echo", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"],
            services.ListServicesResponse.Service.Select(s => s.Name));

        foreach (string symbol in new[] { "chain.test.v1.Echo", "chain.test.v1.Echo.Say", "chain.test.v1.EchoRequest", "grpc.health.v1.HealthCheckResponse.ServingStatus" })
        {
            ServerReflectionResponse file = await AskAsync(new() { FileContainingSymbol = symbol });
            Assert.NotEmpty(FileDescriptor.BuildFromByteStrings(file.FileDescriptorResponse.FileDescriptorProto));
        }
        Assert.NotNull((await AskAsync(new() { FileByFilename = "echo.proto" })).FileDescriptorResponse);
        Assert.Equal((int)RpcStatusCode.NotFound, (await AskAsync(new() { FileContainingSymbol = "no.Such" })).ErrorResponse.ErrorCode);
        Assert.Equal((int)RpcStatusCode.InvalidArgument, (await AskAsync(new())).ErrorResponse.ErrorCode);

        async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request)
        {
            await call.WriteAsync(request);
            Assert.True(await answers.MoveNextAsync());
            return answers.Current;
        }
    }
}
