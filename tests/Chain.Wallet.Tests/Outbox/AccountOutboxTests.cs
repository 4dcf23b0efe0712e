using System.Collections.Concurrent;
using Chain.Primitives;
using Chain.Types;
using Chain.Wallet.Files;
using Chain.Wallet.Outbox;

namespace Chain.Wallet.Tests.Outbox;

public class AccountOutboxTests
{
    private static readonly Address s_account = Address.OfKey(Make.Sender);

    [Fact]
    public void What_was_added_is_found_listed_and_open()
    {
        using var directory = new TemporaryDirectory();
        AccountOutbox outbox = Outbox(directory);
        OutboxEntry entry = outbox.Add("chain-dev", Make.Signed(3, 4), null, 77);
        OutboxEntry found = outbox.Find(entry.Transaction.Id)!;
        Assert.Equal(OutboxState.Signed, found.State);
        Assert.Equal(entry.Transaction.Encoded.ToArray(), found.Transaction.Encoded.ToArray());
        Assert.Equal([new OpenSlot(3, 4, 1000, entry.Transaction.Id)], outbox.OpenSlots());
        Assert.Single(outbox.List(10));
    }

    [Fact]
    public void Looking_creates_nothing()
    {
        using var directory = new TemporaryDirectory();
        Assert.Empty(Outbox(directory).OpenSlots());
        Assert.Null(Outbox(directory).Find(default));
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public void Two_transactions_never_get_one_slot_unless_the_second_replaces_the_first()
    {
        using var directory = new TemporaryDirectory();
        AccountOutbox outbox = Outbox(directory);
        Transaction first = Make.Signed(0, 4, amount: 1);
        Transaction second = Make.Signed(0, 4, amount: 2);
        outbox.Add("chain-dev", first, null, 1);
        Assert.Equal("slot-taken", Assert.Throws<WalletException>(() => outbox.Add("chain-dev", second, null, 2)).Problem.Code);
        outbox.Add("chain-dev", first, null, 3);
        outbox.Add("chain-dev", second, first.Id, 4);
        Assert.Equal(2, outbox.OpenSlots().Count);
    }

    [Fact]
    public void What_is_over_frees_its_slot_and_stays_findable()
    {
        using var directory = new TemporaryDirectory();
        AccountOutbox outbox = Outbox(directory);
        OutboxEntry entry = outbox.Add("chain-dev", Make.Signed(), null, 1);
        entry = outbox.Record(entry, OutboxState.Sent, "");
        Assert.Single(outbox.OpenSlots());
        entry = outbox.Record(entry, OutboxState.Refused, "CANNOT_PAY");
        Assert.Empty(outbox.OpenSlots());
        Assert.Equal((OutboxState.Refused, "CANNOT_PAY"), (outbox.Find(entry.Transaction.Id)!.State, outbox.Find(entry.Transaction.Id)!.Detail));
    }

    [Fact]
    public void A_late_note_does_not_open_what_another_process_settled()
    {
        using var directory = new TemporaryDirectory();
        AccountOutbox outbox = Outbox(directory);
        OutboxEntry entry = outbox.Add("chain-dev", Make.Signed(), null, 1);
        outbox.Settle(0, new LaneView(2000, 0, 0));
        Assert.Equal(OutboxState.Expired, outbox.Find(entry.Transaction.Id)!.State);
        outbox.Record(entry, OutboxState.Sent, "");
        Assert.Empty(outbox.OpenSlots());
        Assert.Equal(OutboxState.Expired, outbox.Find(entry.Transaction.Id)!.State);
    }

    [Fact]
    public void A_node_that_is_behind_does_not_bring_back_used_places()
    {
        using var directory = new TemporaryDirectory();
        AccountOutbox outbox = Outbox(directory);
        OutboxEntry entry = outbox.Add("chain-dev", Make.Signed(2, 6), null, 1);
        outbox.Record(entry, OutboxState.Final, "SUCCESS");
        Assert.Equal(new LaneView(10, 7, 7), outbox.Raise(2, new LaneView(10, 5, 6)));
        Assert.Equal(new LaneView(10, 9, 9), outbox.Raise(2, new LaneView(10, 9, 9)));
        Assert.Equal(new LaneView(10, 5, 6), outbox.Raise(1, new LaneView(10, 5, 6)));
    }

    [Fact]
    public void A_transaction_whose_program_ended_before_sending_holds_up_its_lane_and_is_named()
    {
        using var directory = new TemporaryDirectory();
        AccountOutbox outbox = Outbox(directory);
        OutboxEntry entry = outbox.Add("chain-dev", Make.Signed(), null, 1);
        Assert.Null(outbox.FindStall(0, new LaneView(10, 0, 0)));
        EndOwner(directory);
        Assert.Equal(new Stall(outbox.Find(entry.Transaction.Id)!, WasTaken: false).Entry.Transaction.Id, outbox.FindStall(0, new LaneView(10, 0, 0))!.Entry.Transaction.Id);
        Assert.Null(outbox.FindStall(0, new LaneView(10, 0, 1)));
        Assert.Null(outbox.FindStall(1, new LaneView(10, 0, 0)));
    }

    [Fact]
    public void A_transaction_that_a_node_had_and_forgot_is_told_apart()
    {
        using var directory = new TemporaryDirectory();
        AccountOutbox outbox = Outbox(directory);
        outbox.Record(outbox.Add("chain-dev", Make.Signed(), null, 1), OutboxState.Sent, "");
        Assert.True(outbox.FindStall(0, new LaneView(10, 0, 0))!.WasTaken);
    }

    [Fact]
    public void A_file_cut_anywhere_is_an_error_and_never_another_transaction()
    {
        using var directory = new TemporaryDirectory();
        AccountOutbox outbox = Outbox(directory);
        OutboxEntry entry = outbox.Add("chain-dev", Make.Signed(), null, 1);
        string path = Directory.GetFiles(directory.Path, "*.json", SearchOption.AllDirectories).Single();
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length - 2; length += 3)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<WalletException>(() => outbox.Find(entry.Transaction.Id));
        }
        for (int at = 0; at < whole.Length; at += 5)
        {
            byte[] flipped = [.. whole];
            flipped[at] ^= 1;
            File.WriteAllBytes(path, flipped);
            try
            {
                Assert.Equal(entry.Transaction.Id, outbox.Find(entry.Transaction.Id)?.Transaction.Id ?? entry.Transaction.Id);
            }
            catch (WalletException damaged)
            {
                Assert.Equal("outbox-file", damaged.Problem.Code);
            }
        }
    }

    [Fact]
    public async Task Slots_given_out_at_once_are_all_different()
    {
        using var directory = new TemporaryDirectory();
        var given = new ConcurrentBag<(uint, ulong)>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancel) =>
        {
            AccountOutbox outbox = Outbox(directory);
            using FileLock held = await outbox.LockAsync(cancel);
            uint lane = LanePlan.Order(outbox.OpenSlots(), 64)[0];
            SlotChoice slot = LanePlan.FirstFree(lane, outbox.OpenSlots(), new LaneView(10, 0, 0));
            outbox.Add("chain-dev", Make.Signed(slot.Lane, slot.Sequence, amount: (ulong)i), null, 1);
            given.Add((slot.Lane, slot.Sequence));
        });
        Assert.Equal(200, given.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 13).Select(static lane => (uint)lane), given.Select(static slot => slot.Item1).Distinct().Order());
        Assert.All(given, static slot => Assert.True(slot.Item2 < LanePlan.LaneWaitingMax, $"{slot} is beyond what waits in a lane"));
        Assert.All(given.GroupBy(static slot => slot.Item1), static lane => Assert.Equal(Enumerable.Range(0, lane.Count()).Select(static i => (ulong)i), lane.Select(static slot => slot.Item2).Order()));
    }

    private static AccountOutbox Outbox(TemporaryDirectory directory) => new(directory.Path, Make.GenesisHash, s_account);

    /// <summary>Makes it look as if the process that signed had ended: no process has this number.</summary>
    private static void EndOwner(TemporaryDirectory directory)
    {
        string path = Directory.GetFiles(directory.Path, "*.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(path, File.ReadAllText(path).Replace($"\"process\": {Environment.ProcessId}", "\"process\": 4194999", StringComparison.Ordinal));
    }
}
