using System.Text;
using Chain.Contracts;
using Chain.Node.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Encoding;
using Chain.Types;

namespace Chain.Node.Tests;

/// <summary>Whoever executes the blocks of a chain with contracts gets the same receipts, byte for byte: at once, again after a crash with nothing compiled, or much later from others' blocks.</summary>
public sealed class ContractReplayTests
{
    private const string Source = """
        import { Contract, map, list, msg, self, emit, require, revert, at, create, transfer } from 'chain';
        export default class Mixed extends Contract {
          static state = { count: 'u64', byUser: map('address', 'u64'), log: list('string'), born: list('address') };
          static events = { Added: { who: 'address indexed', total: 'u64' } };
          static abi = {
            add: { payable: true, returns: 'u64' }, fail: { payable: true }, burn: {}, reach: { args: { other: 'address' }, returns: 'string' }, flash: {},
            make: { args: { hash: 'bytes' }, returns: 'address' }, out: { args: { to: 'address', amount: 'u64' } },
          };
          add() { this.count += msg.value; this.byUser.set(msg.sender, this.count); this.log.push(`${this.count}`); emit('Added', { who: msg.sender, total: this.count }); return this.count; }
          fail() { this.add(); revert('NO_LUCK'); }
          burn() { for (;;) this.count += 1n; }
          reach(other) { let seen = ''; for (const name of ['add', 'fail', 'burn']) { try { seen += at(other, { gas: 50_000n })[name](); } catch (error) { seen += error.code; } } return seen; }
          flash() { this.byUser.set(self, 1n); this.byUser.delete(self); }
          make(hash) { const made = create(hash, []); this.born.push(made); return made; }
          out(to, amount) { transfer(to, amount); }
        }
        """;

    private static readonly byte[] s_source = Encoding.UTF8.GetBytes(Source);

    private readonly SortedSet<ReceiptStatus> _seen = [];
    private readonly ulong[] _sequences = new ulong[16];

    [Fact]
    public void A_node_that_was_there_one_that_fell_and_one_that_came_late_have_equal_receipts()
    {
        using TestWorld world = TestWorld.WithValidators(4, 11);
        TestNode late = world.AddNode(null);
        for (int i = 0; i < 4; i++)
            world.Nodes[i].Start();
        Send(world, 0, new TransactionAction.Deploy(s_source, default, Amount.Zero, world.Chain.AccountOf(0)));
        Send(world, 1, new TransactionAction.Deploy(s_source, default, Amount.Zero, null));
        for (int round = 0; round < 6; round++)
        {
            Submit(world, round);
            // The fallen one loses what was not synced, and everything that it had compiled.
            TestNode fallen = world.Nodes[1 + (round % 3)];
            fallen.Crash(world.Random.Below(3));
            world.Run((ulong)world.Random.Below(1_500));
            fallen.Start();
        }
        ulong height = world.Nodes.Max(static node => node.Height);
        late.Start();
        Assert.True(world.RunUntil(() => world.Nodes.All(node => node.Height > height && node.StoredHeight >= height), maxMs: 120_000));
        world.RequireAgreement();
        for (ulong at = 1; at <= height; at++)
            RequireEqualReceipts(world, at);
        Assert.Equal(Enumerable.Range(1, (int)height), late.Executed.Select(static block => (int)block.Height).Where(at => (ulong)at <= height).Order());
        Assert.Superset(new SortedSet<ReceiptStatus> { ReceiptStatus.Success, ReceiptStatus.ContractFailed, ReceiptStatus.OutOfGas, ReceiptStatus.MethodUnknown }, _seen);
    }

    [Fact]
    public void A_node_that_executes_its_own_log_again_writes_the_receipts_that_it_told()
    {
        using TestWorld world = TestWorld.WithValidators(1, 5);
        TestNode node = world.Nodes[0];
        // The store is always behind, so each start executes heights again that were told before.
        node.WorkDelayMs = static kind => kind == Node.Seams.WorkKind.Store ? 1_100UL : 0;
        node.Start();
        Send(world, 0, new TransactionAction.Deploy(s_source, default, Amount.Zero, world.Chain.AccountOf(0)));
        Send(world, 1, new TransactionAction.Deploy(s_source, default, Amount.Zero, null));
        int again = 0;
        for (int round = 0; round < 6; round++)
        {
            Submit(world, round);
            ulong told = node.Height;
            again += told > node.StoredHeight ? 1 : 0;
            node.Crash();
            node.Start();
            Assert.True(node.Height >= told);
        }
        Assert.True(again > 0, "no height was executed twice");
        ulong height = node.Height;
        Assert.True(world.RunUntil(() => node.StoredHeight >= height));
        for (ulong at = 1; at <= height; at++)
            RequireEqualReceipts(world, at);
    }

    // What each node told, and what its history holds.
    private void RequireEqualReceipts(TestWorld world, ulong height)
    {
        string? first = null;
        foreach (TestNode node in world.Nodes)
        {
            foreach (string text in node.Executed.Where(block => block.Height == height).Select(static block => Text(block.Receipts)).Append(Text(node.History!.FindReceipts(height)!)))
            {
                first ??= text;
                Assert.Equal(first, text);
            }
        }
        foreach (ReadOnlyMemory<byte> encoded in world.Nodes[0].History!.FindReceipts(height)!)
        {
            Assert.Equal(DecodeError.None, Receipt.TryDecode(encoded.Span, out Receipt? receipt));
            _seen.Add(receipt!.Status);
        }
    }

    private void Submit(TestWorld world, int round)
    {
        Address[] contracts = [Address.OfContract(world.Chain.AccountOf(0), 0, 0), Address.OfContract(world.Chain.AccountOf(1), 0, 0)];
        byte[] hash = ContractCompiler.HashOf(s_source).ToArray();
        Address other = contracts[1];
        Amount some = Amount.FromGrains(5_000);
        Send(world, 2, new TransactionAction.Call(contracts[round % 2], "add", default, some));
        Send(world, 3, new TransactionAction.Call(other, "fail", default, some));
        Send(world, 4, new TransactionAction.Call(contracts[0], "reach", other.Span.ToArray(), Amount.Zero));
        Send(world, 5, new TransactionAction.Call(contracts[0], "burn", default, Amount.Zero));
        Send(world, 6, new TransactionAction.Call(contracts[0], "make", new byte[] { 32 }.Concat(hash).ToArray(), Amount.Zero));
        Send(world, 7, new TransactionAction.Call(other, "flash", default, Amount.Zero));
        Send(world, 8, new TransactionAction.Call(other, "nothing", default, Amount.Zero));
        Send(world, 9, new TransactionAction.Call(other, "out", world.Chain.AccountOf(12).Span.ToArray().Concat(new byte[] { 0, 0, 0, 0, 0, 0, 0, 9 }).ToArray(), Amount.Zero));
        Send(world, 0, new TransactionAction.Upgrade(contracts[0], Encoding.UTF8.GetBytes($"{Source}\n// {round}"), default));
        world.Run(300 + (ulong)world.Random.Below(900));
    }

    private void Send(TestWorld world, int from, TransactionAction action)
    {
        Transaction transaction = world.Chain.Sign(world.Chain.AccountKeys[from], action, _sequences[from]++);
        world.Nodes[0].Submit(transaction);
        Assert.True(world.RunUntil(() => world.Nodes[0].History!.FindTransaction(transaction.Id) is not null || world.Nodes[0].Executed.Any(block => block.Block.Transactions.Any(one => one.Id == transaction.Id))));
    }

    private static string Text(IReadOnlyList<ReadOnlyMemory<byte>> receipts) => string.Join(' ', receipts.Select(static receipt => Convert.ToHexString(receipt.Span)));
}
