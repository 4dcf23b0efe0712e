using System.Text;
using Chain.Contracts;
using Chain.Node.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.State;
using Chain.Types;

namespace Chain.Node.Tests;

/// <summary>A defect in a contract's execution is loud, and the same on every node; a failing disk ends the node before anything of the block is stored.</summary>
public sealed class ContractFaultTests
{
    private static readonly byte[] s_source = Encoding.UTF8.GetBytes("""
        import { Contract, map, msg } from 'chain';
        export default class Counter extends Contract {
          static state = { byUser: map('address', 'u64') };
          static abi = { add: {} };
          add() { this.byUser.set(msg.sender, this.byUser.get(msg.sender) + 1n); }
        }
        """);

    [Fact]
    public void A_defect_fails_the_transaction_on_every_node_alike_is_logged_and_the_chain_goes_on()
    {
        using TestWorld world = TestWorld.WithValidators(4);
        CriticalLog[] logs = [.. world.Nodes.Select(static _ => new CriticalLog())];
        foreach (TestNode node in world.Nodes)
        {
            node.StateFault = (EntryOf(world, 1), new InvalidCastException("injected"));
            node.Logger = logs[node.Index];
        }
        world.StartAll();
        Deploy(world);
        Transaction call = Call(world, 1);
        world.Nodes[1].Submit(call);
        Assert.True(world.RunUntil(() => world.Nodes.All(node => StatusOf(node, call) is not null)));
        Assert.All(world.Nodes, node => Assert.Equal(ReceiptStatus.InternalFault, StatusOf(node, call)));
        Assert.All(logs, log =>
        {
            (string text, Exception? exception) = Assert.Single(log.Entries);
            Assert.Contains(call.Id.ToString(), text, StringComparison.Ordinal);
            Assert.IsType<InvalidCastException>(exception);
        });
        Transaction other = Call(world, 2);
        world.Nodes[2].Submit(other);
        Assert.True(world.RunUntil(() => world.Nodes.All(node => StatusOf(node, other) == ReceiptStatus.Success)));
        world.RequireAgreement();
    }

    [Fact]
    public void A_failing_disk_ends_the_node_before_anything_is_stored_and_the_block_is_executed_after_the_start()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        TestNode node = world.Nodes[0];
        world.StartAll();
        Deploy(world);
        Assert.True(world.RunUntil(() => node.StoredHeight == node.Height));
        node.StateFault = (EntryOf(world, 1), new IOException("injected"));
        Transaction call = Call(world, 1);
        node.Submit(call);
        ulong height = node.Height;
        Assert.Throws<IOException>(() => world.RunUntil(() => StatusOf(node, call) is not null));
        Assert.Equal(height, node.StoredHeight);
        node.Crash();
        node.StateFault = null;
        node.Start();
        Assert.True(world.RunUntil(() => node.Height > height));
        Assert.True(world.RunUntil(() => node.StoredHeight > height));
        using Storage.Stores.StateSnapshot state = node.State!.OpenSnapshot(node.State.Newest);
        Assert.True(state.TryGet(EntryOf(world, 1).Span, out _));
        Assert.Equal(1UL, state.NextSequence(world.Chain.AccountOf(1), 0));
    }

    private static void Deploy(TestWorld world)
    {
        Transaction deployment = world.Chain.Sign(world.Chain.AccountKeys[0], new TransactionAction.Deploy(s_source, default, Amount.Zero, null), 0);
        world.Nodes[0].Submit(deployment);
        Assert.True(world.RunUntil(() => world.Nodes.All(node => StatusOf(node, deployment) == ReceiptStatus.Success)));
    }

    private static Transaction Call(TestWorld world, int from) =>
        world.Chain.Sign(world.Chain.AccountKeys[from], new TransactionAction.Call(ContractOf(world), "add", default, Amount.Zero), 0);

    private static Address ContractOf(TestWorld world) => Address.OfContract(world.Chain.AccountOf(0), 0, 0);

    // What a caller has counted; it is not there before the first call.
    private static StateKey EntryOf(TestWorld world, int account) => StateKeys.Storage(ContractOf(world), StorageSlot.OfEntry("byUser", world.Chain.AccountOf(account).Span));

    private static ReceiptStatus? StatusOf(TestNode node, Transaction transaction)
    {
        foreach (Face.ExecutedBlock block in node.Executed)
        {
            for (int i = 0; i < block.Block.Transactions.Count; i++)
            {
                if (block.Block.Transactions[i].Id != transaction.Id)
                    continue;
                Assert.Equal(DecodeError.None, Receipt.TryDecode(block.Receipts[i].Span, out Receipt? receipt));
                return receipt!.Status;
            }
        }
        return null;
    }
}
