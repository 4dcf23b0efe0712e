using System.Globalization;
using System.Runtime.InteropServices;
using Chain.Dapp.DevNode;
using Chain.Dapp.Kit;
using Chain.Dapp.Testing;
using Chain.Rpc;

namespace Chain.Dapp.Commands;

/// <summary><c>node</c>: a chain of one validator to try contracts on, with the API that wallets and programs use.</summary>
internal sealed class NodeCommand(int grpcPort, int httpPort, Output output)
{
    /// <summary>Where the wallet finds it.</summary>
    public const int GrpcPortUsual = 8001;

    /// <summary>Where programs that speak JSON find it.</summary>
    public const int HttpPortUsual = 8002;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        IReadOnlyList<TestAccount> accounts = TestAccount.All();
        DevelopmentNode node;
        try
        {
            node = await DevelopmentNode.StartAsync(accounts, grpcPort, httpPort, ending.Token);
        }
        catch (RpcBindException problem)
        {
            return output.Failure(ExitCode.Unreachable, new Problem("PORT", "a port cannot be opened", problem.Message, "Another node may run: choose others with --grpc-port and --http-port (0 takes a free one)."));
        }
        await using (node)
        {
            Announce(node, accounts);
            BlockPrinter? printer = output.IsJson ? null : new BlockPrinter(Console.Out, Paint.OfOutput(), node.Tools, accounts);
            try
            {
                await node.RunAsync(printer, ending.Token);
            }
            catch (OperationCanceledException)
            {
                // The way in which it ends.
            }
        }
        return ExitCode.Done;

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            ending.Cancel();
        }
    }

    private void Announce(DevelopmentNode node, IReadOnlyList<TestAccount> accounts)
    {
        if (output.IsJson)
        {
            Output.Envelope(new
            {
                network = DevelopmentNode.Network,
                genesisHash = node.Genesis.Hash.ToString(),
                grpc = $"http://127.0.0.1:{node.GrpcPort}",
                http = $"http://127.0.0.1:{node.HttpPort}",
                accounts = accounts.Select(account => new { name = account.Name, address = Tagged.TextOf(account.Address) }),
            });
            return;
        }
        Paint paint = Paint.OfOutput();
        string chain = Launcher.From(Environment.CurrentDirectory);
        TextWriter writer = Console.Out;
        writer.WriteLine($"{paint.Strong(DevelopmentNode.Network)}: a chain of one validator, in memory. A block comes with every transaction.");
        writer.WriteLine();
        foreach (TestAccount account in accounts)
            writer.WriteLine($"  {account.Name}  {Tagged.TextOf(account.Address)}  {DevelopmentGenesis.CoinsOfEach.ToString("N0", CultureInfo.InvariantCulture)} chn");
        writer.WriteLine(paint.Faint("  (Their keys are known to everybody.)"));
        writer.WriteLine();
        writer.WriteLine($"  gRPC  http://127.0.0.1:{node.GrpcPort}     HTTP  http://127.0.0.1:{node.HttpPort}");
        writer.WriteLine($"  {chain} wallet --node http://127.0.0.1:{node.GrpcPort} contract deploy FILE --from dev0 --yes");
        writer.WriteLine();
        writer.WriteLine("Ctrl-C ends it, and the chain with it.");
        writer.WriteLine();
        writer.Flush();
    }
}
