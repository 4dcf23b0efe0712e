using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Rpc;
using Chain.Types;

namespace Chain.LoadGenerator;

/// <summary>
/// What contracts that attack do to the pace of blocks: first a time in which a few accounts pay each other, so that every block has a
/// reason; then the same, while each attacker calls contracts of its own as fast as blocks take them, with limits that fill the blocks.
/// </summary>
/// <param name="nodes">gRPC addresses; attackers are spread over all.</param>
/// <param name="attackers">Accounts with coins, one an attacker.</param>
/// <param name="payers">Accounts with coins that pay each other.</param>
/// <param name="sources">Contracts with an <c>init(bool)</c> and a <c>run()</c>.</param>
/// <param name="say">Told what goes on.</param>
public sealed class AttackRun(IReadOnlyList<Uri> nodes, IReadOnlyList<PrivateKey> attackers, IReadOnlyList<PrivateKey> payers, IReadOnlyList<byte[]> sources, Action<string> say)
{
    private const int CallsAtOnce = 9;
    // The longest sources cost most of it before they are looked at.
    private const ulong DeployGas = 40_000_000;

    /// <summary>Gas limit of a call.</summary>
    public const ulong CallGas = 10_000_000;

    /// <summary>Runs both times, each that long.</summary>
    public async Task<AttackReport> RunAsync(TimeSpan each, CancellationToken cancellation)
    {
        NodeClient[] clients = [.. nodes.Select(address => new NodeClient(address))];
        using var paying = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            Task payments = Task.WhenAll(payers.Select((payer, i) => PayAsync(clients[i % clients.Length], payer, payers[(i + 1) % payers.Count], paying.Token)));
            say($"payments alone for {each.TotalSeconds:0} s");
            BlockPace normal = await BlockPace.MeasureAsync(clients[0], each, cancellation);
            say($"deploying {sources.Count} contracts");
            IReadOnlyList<Address>[] contracts = await Task.WhenAll(attackers.Select((attacker, i) => DeployAsync(clients[i % clients.Length], attacker, Share(i), cancellation)));
            say($"payments and attacks for {each.TotalSeconds:0} s");
            using var attacking = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            Task attacks = Task.WhenAll(attackers.Select((attacker, i) => AttackAsync(clients[i % clients.Length], attacker, contracts[i], attacking.Token)));
            BlockPace attacked = await BlockPace.MeasureAsync(clients[0], each, cancellation);
            await attacking.CancelAsync();
            await attacks;
            await paying.CancelAsync();
            await payments;
            return new AttackReport(normal, attacked, sources.Count);
        }
        finally
        {
            foreach (NodeClient client in clients)
                client.Dispose();
        }
    }

    private List<byte[]> Share(int attacker) => [.. sources.Where((_, place) => place % attackers.Count == attacker)];

    private static Task PayAsync(NodeClient node, PrivateKey from, PrivateKey to, CancellationToken stop) => UntilStoppedAsync(stop, () =>
        Funding.SendAsync(node, from, 1, 1, (chain, sequence, _) => chain.Transfer(Address.OfKey(to.GetPublicKey()), Amount.FromGrains(1), 0, sequence, from.GetPublicKey()), stop));

    private static async Task<IReadOnlyList<Address>> DeployAsync(NodeClient node, PrivateKey attacker, List<byte[]> share, CancellationToken cancellation)
    {
        var contracts = new List<Address>();
        Address sender = Address.OfKey(attacker.GetPublicKey());
        await Funding.SendAsync(
            node, attacker, share.Count, 1,
            (chain, sequence, i) =>
            {
                contracts.Add(Address.OfContract(sender, 0, sequence));
                return chain.Act(new TransactionAction.Deploy(share[i], new byte[] { 0 }, Amount.Zero, null), sequence, DeployGas);
            },
            cancellation);
        return contracts;
    }

    private static Task AttackAsync(NodeClient node, PrivateKey attacker, IReadOnlyList<Address> contracts, CancellationToken stop) => UntilStoppedAsync(stop, () =>
        Funding.SendAsync(
            node, attacker, CallsAtOnce, CallsAtOnce, (chain, sequence, i) => chain.Act(new TransactionAction.Call(contracts[i % contracts.Count], "run", default, Amount.Zero), sequence, CallGas), stop));

    private static async Task UntilStoppedAsync(CancellationToken stop, Func<Task> send)
    {
        try
        {
            while (!stop.IsCancellationRequested)
                await send();
        }
        catch (Exception ended) when (ended is OperationCanceledException or RpcException && stop.IsCancellationRequested)
        {
            return;
        }
    }
}
