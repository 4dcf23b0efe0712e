using Chain.Protocol.V1;
using Chain.SoloLedger;
using Transaction = Chain.Types.Transaction;

namespace Chain.Client.Tests;

public sealed class SubmissionTests
{
    [Fact]
    public async Task A_submission_is_followed_to_the_wanted_certainty()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        var submission = new Submission(client, place.Transactions.Transfer(0, 1, 5));
        Assert.IsType<SubmissionOutcome.Pooled>(await submission.SendAsync(default));
        place.Node.Produce();
        Assert.False(Assert.IsType<SubmissionOutcome.Included>(await submission.WaitAsync(WaitFor.Final, default)).IsProven);
        place.Node.Produce();
        SubmissionOutcome.Included proven = Assert.IsType<SubmissionOutcome.Included>(await submission.SendAndWaitAsync(WaitFor.Proven, default));
        Assert.True(proven.IsProven && proven.Succeeded);
    }

    [Fact]
    public async Task A_lost_answer_never_means_two_inclusions()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        Transaction transaction = place.Transactions.Transfer(0, 1, 5);
        await place.CloseAsync();
        Task<SubmissionOutcome> sending = new Submission(client, transaction).SendAndWaitAsync(WaitFor.Final, default);
        // The bytes arrive by another way meanwhile, as after an answer that was lost.
        await place.Node.Handle.SubmitAsync([transaction.Encoded], default);
        place.Node.Produce();
        await place.OpenAsync();
        SubmissionOutcome.Included included = Assert.IsType<SubmissionOutcome.Included>(await sending);
        Assert.Equal(1UL, included.Status.Height);
        place.Node.Produce(3);
        Assert.Equal(1UL, (await client.GetAccountAsync(Primitives.Encoding.AddressText.Format(SoloKeys.Account(0), "chn"))).Sequence);
    }

    [Fact]
    public async Task What_a_restart_forgot_is_handed_over_again()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        var submission = new Submission(client, place.Transactions.Transfer(0, 1, 5));
        await submission.SendAsync(default);
        place.Node.LosePool();
        Task<SubmissionOutcome> waiting = submission.WaitAsync(WaitFor.Final, default);
        while (place.Node.Handle.Status.PoolTransactions == 0)
        {
            place.Node.Publish(status => status);
            await Task.Yield();
        }
        place.Node.Produce();
        Assert.IsType<SubmissionOutcome.Included>(await waiting);
    }

    [Fact]
    public async Task Expiry_is_decided_by_the_height_of_the_chain()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        var submission = new Submission(client, place.Transactions.Transfer(0, 1, 5, sequence: 2, expiryHeight: 3));
        Assert.IsType<SubmissionOutcome.Pooled>(await submission.SendAsync(default));
        Task<SubmissionOutcome> waiting = submission.WaitAsync(WaitFor.Final, default);
        place.Node.Produce(3);
        Assert.IsType<SubmissionOutcome.Expired>(await waiting);
    }

    [Fact]
    public async Task A_taken_slot_is_told_as_replaced()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        await new Submission(client, place.Transactions.Transfer(0, 1, 5)).SendAsync(default);
        place.Node.Produce();
        SubmissionOutcome outcome = await new Submission(client, place.Transactions.Transfer(0, 1, 6)).SendAndWaitAsync(WaitFor.Final, default);
        Assert.IsType<SubmissionOutcome.Replaced>(outcome);
    }

    [Fact]
    public async Task A_refusal_for_good_ends_at_once()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        Transaction foreign = new SoloTransactions(SoloGenesis.Create(network: "other")).Transfer(0, 1, 5);
        SubmissionOutcome.Refused refused = Assert.IsType<SubmissionOutcome.Refused>(await new Submission(client, foreign).SendAndWaitAsync(WaitFor.Final, default));
        Assert.Equal("WRONG_CHAIN", refused.Status.Code);
    }

    [Fact]
    public async Task A_busy_node_is_asked_again()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        Transaction transaction = place.Transactions.Transfer(0, 1, 5);
        place.Node.IsBusy = true;
        TransactionStatus busy = await client.SubmitAsync(transaction);
        Assert.Equal((TransactionState.Refused, "NODE_BUSY", true), (busy.State, busy.Code, busy.MayRetry));
        Task<SubmissionOutcome> sending = new Submission(client, transaction).SendAsync(default);
        place.Node.IsBusy = false;
        Assert.IsType<SubmissionOutcome.Pooled>(await sending);
    }

    [Fact]
    public async Task Without_an_answer_the_outcome_is_open()
    {
        await using var place = await MovingServer.StartAsync();
        using LedgerClient client = place.Client();
        await place.CloseAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.IsType<SubmissionOutcome.Open>(await new Submission(client, place.Transactions.Transfer(0, 1, 5)).SendAndWaitAsync(WaitFor.Final, stop.Token));
    }
}
