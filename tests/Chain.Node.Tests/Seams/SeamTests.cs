using Chain.Node.Running;
using Chain.Node.Seams;
using Chain.Node.Tests.Support;
using Chain.Primitives;
using Chain.Storage.Signing;

namespace Chain.Node.Tests.Seams;

public sealed class SeamTests
{
    [Fact]
    public void Timers_fire_in_order_and_a_moved_one_fires_once()
    {
        var queue = new InputQueue(10);
        using var timers = new ThreadTimers(queue.Post);
        timers.Set(new TimerKey(TimerKind.Second), 5);
        timers.Set(new TimerKey(TimerKind.Heartbeat), 60_000);
        timers.Set(new TimerKey(TimerKind.StartHeight), 1);
        timers.Set(new TimerKey(TimerKind.Second), 40);
        timers.Set(new TimerKey(TimerKind.Propose, 3, 1), 20);
        timers.Cancel(new TimerKey(TimerKind.Heartbeat));
        var fired = new List<NodeInput>();
        while (fired.Count < 3)
            queue.Take(fired, 3);
        Assert.Equal(
            [TimerKind.StartHeight, TimerKind.Propose, TimerKind.Second],
            fired.Cast<NodeInput.TimerFired>().Select(input => input.Timer.Kind));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void Workers_answer_each_ticket_once_and_pass_failures_on()
    {
        var queue = new InputQueue(10);
        using var workers = new ThreadWorkers(2, queue.Post);
        for (ulong i = 1; i <= 50; i++)
        {
            ulong number = i;
            workers.Run((WorkKind)(i % 3), i, () => number == 7 ? throw new InvalidOperationException("seven") : number);
        }
        var results = new List<NodeInput>();
        while (results.Count < 50)
            queue.Take(results, 50);
        Assert.Equal("seven", Assert.Single(results.OfType<NodeInput.WorkFailed>()).Failure.Message);
        Assert.Equal(49, results.OfType<NodeInput.WorkDone>().Select(done => done.Ticket).Distinct().Count());
    }

    [Fact]
    public void Store_work_is_done_in_order()
    {
        var queue = new InputQueue(10);
        var order = new List<int>();
        using (var workers = new ThreadWorkers(2, queue.Post))
        {
            for (int i = 0; i < 100; i++)
            {
                int number = i;
                workers.Run(WorkKind.Store, (ulong)i, () =>
                {
                    order.Add(number);
                    return "";
                });
            }
        }
        Assert.Equal(Enumerable.Range(0, 100), order);
    }

    [Fact]
    public void A_full_queue_refuses_clients_and_takes_own_results()
    {
        var queue = new InputQueue(2);
        NodeInput input = new NodeInput.TimerFired(new TimerKey(TimerKind.Second));
        Assert.True(queue.TryPost(input));
        Assert.True(queue.TryPost(input));
        Assert.False(queue.TryPost(input));
        queue.Post(input);
        Assert.Equal(3, queue.Count);
        queue.Close();
        Assert.False(queue.WaitAndPost(input));
    }

    [Fact]
    public void A_signer_never_signs_two_things_at_one_place_and_never_goes_back()
    {
        using var signer = new KeySigner(TestChain.Key(1, 1), new SignerStateMemory());
        Hash256 one = Primitives.Crypto.Hashing.Sha256([1]);
        Hash256 other = Primitives.Crypto.Hashing.Sha256([2]);
        Assert.NotNull(signer.TrySign(5, 1, SigningStep.Prevote, one));
        Assert.Equal(signer.TrySign(5, 1, SigningStep.Prevote, one), signer.TrySign(5, 1, SigningStep.Prevote, one));
        Assert.Null(signer.TrySign(5, 1, SigningStep.Prevote, other));
        Assert.Null(signer.TrySign(5, 1, SigningStep.Proposal, one));
        Assert.Null(signer.TrySign(5, 0, SigningStep.Precommit, one));
        Assert.Null(signer.TrySign(4, 9, SigningStep.Precommit, one));
        Assert.NotNull(signer.TrySign(5, 1, SigningStep.Precommit, other));
    }
}
