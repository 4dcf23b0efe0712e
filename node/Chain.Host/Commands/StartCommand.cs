using System.Runtime.InteropServices;
using Chain.Host.Configuration;
using Chain.Host.Output;
using Chain.Host.Running;
using Chain.Node;
using Chain.Storage;
using Microsoft.Extensions.Logging;

namespace Chain.Host.Commands;

/// <summary>chain-node start: runs until it is told to stop, or must.</summary>
internal static partial class StartCommand
{
    public static async Task<int> RunAsync(HomeLayout layout, IReadOnlyList<string> flags)
    {
        NodeConfiguration configuration = ConfigurationReader.Read(layout, flags, Environment.GetEnvironmentVariables());
        using var logging = new Logging(layout, configuration);
        ILogger logger = logging.Factory.CreateLogger("Host");
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stop));
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stop));
        Starting(logger, ProductVersion.Text, layout.Home);
        RunningNode node;
        try
        {
            node = await RunningNode.StartAsync(layout, configuration, logging.Factory, CancellationToken.None);
        }
        catch (NodeHaltedException halted)
        {
            // It halted before, and what the log holds is still invalid here.
            return Report(layout, logger, halted);
        }
        Started(logger, configuration.Listen.ToString(), configuration.GrpcPort, configuration.HttpPort);
        Task first = await Task.WhenAny(node.Ended, stop.Task);
        if (first == stop.Task)
            Stopping(logger);
        await node.DisposeAsync();
        if (node.Ended.IsFaulted)
            return Report(layout, logger, node.Ended.Exception.InnerException!);
        Stopped(logger);
        return ExitCode.Done;
    }

    private static void Stop(PosixSignalContext context, TaskCompletionSource stop)
    {
        context.Cancel = true;
        stop.TrySetResult();
    }

    // The node cannot go on. It says why and what to do, and ends with a code that supervisors see.
    private static int Report(HomeLayout layout, ILogger logger, Exception failure)
    {
        switch (failure)
        {
            case StorageFailure storage:
                Failed(logger, storage.Message, null);
                break;
            case NodeHaltedException halted:
                string dump = Path.Combine(layout.Home, $"halted-{DateTime.UtcNow:yyyyMMddTHHmmss}");
                Directory.CreateDirectory(dump);
                File.WriteAllBytes(Path.Combine(dump, "commit"), halted.Commit.ToArray());
                File.WriteAllBytes(Path.Combine(dump, "block"), halted.Block.ToArray());
                Failed(logger, $"{halted.Message}. This software disagrees with more than two thirds of the stake; it does not go on. What was decided is kept in {dump}: report it, and update.", null);
                break;
            default:
                Failed(logger, "the driver failed: a defect of this software", failure);
                break;
        }
        return ExitCode.Unexpected;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "chain-node {Version} starts in {Home}")]
    private static partial void Starting(ILogger logger, string version, string home);

    [LoggerMessage(Level = LogLevel.Information, Message = "listening: peers {Peers}, gRPC {Grpc}, HTTP {Http}")]
    private static partial void Started(ILogger logger, string peers, int grpc, int http);

    [LoggerMessage(Level = LogLevel.Information, Message = "stopping")]
    private static partial void Stopping(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "stopped")]
    private static partial void Stopped(ILogger logger);

    [LoggerMessage(Level = LogLevel.Critical, Message = "the node stops: {What}")]
    private static partial void Failed(ILogger logger, string what, Exception? exception);
}
