using Chain.Node.Face;
using Chain.Node.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Protocol.Peer.V1;
using Chain.State;
using Chain.Storage;
using Chain.Storage.Log;
using Chain.Storage.Signing;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Node.Tests.Recovering;

public sealed class RecoveryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void A_single_validator_loses_nothing_final_in_crashes_at_any_moment(int keptUnsynced)
    {
        using TestWorld world = TestWorld.WithValidators(1, (ulong)keptUnsynced + 1);
        TestNode node = world.Nodes[0];
        node.Start();
        var final = new SortedDictionary<ulong, Hash256>();
        ulong sequence = 0;
        for (int life = 0; life < 25; life++)
        {
            node.Submit([.. Enumerable.Range(0, 5).Select(_ => world.Chain.Transfer(0, 1, sequence++, tip: (ulong)life))]);
            world.Run(37 + ((ulong)world.Random.Below(900)));
            foreach (ExecutedBlock block in node.Executed)
                final.TryAdd(block.Height, block.StateRoot);
            node.Crash(keptUnsynced);
            node.Start();
            Assert.True(node.Height >= final.Keys.LastOrDefault(), $"height {node.Height} after {final.Keys.LastOrDefault()} was final");
            sequence = NextSequence(node, world);
        }
        world.RunUntil(() => node.Driver!.Face.Status.PoolTransactions == 0);
        // Every height that any life made final is the same block with the same state in the end.
        foreach ((ulong height, Hash256 root) in final)
            Assert.Equal(root, Executing.BlockResults.TryDecode(node.History!.FindResults(height)!.Value.Span)!.StateRoot);
        Assert.Null(node.Failure);
        Assert.True(final.Count > 10);
    }

    [Fact]
    public void Heights_that_wait_for_a_slow_store_are_kept_by_the_log_through_a_crash()
    {
        using TestWorld world = TestWorld.WithValidators(1, 3);
        TestNode node = world.Nodes[0];
        // Blocks come every 0.4 s: whenever the store is done with a height, two newer ones are executed and final, and only the log holds them.
        node.WorkDelayMs = static kind => kind == Node.Seams.WorkKind.Store ? 1_100UL : 0;
        node.Start();
        ulong sequence = 0;
        for (int life = 0; life < 12; life++)
        {
            ulong from = node.Height;
            node.Submit([.. Enumerable.Range(0, 40).Select(_ => world.Chain.Transfer(0, 1, sequence++))]);
            bool IsBehind()
            {
                Assert.True(node.Log.FirstHeight <= Math.Max(1, node.StoredHeight), "the log keeps the newest stored height and all after it");
                return node.Height > from && node.Height >= node.StoredHeight + 2;
            }
            Assert.True(world.RunUntil(IsBehind));
            world.Run((ulong)world.Random.Below(300));
            ulong final = node.Height;
            node.Crash();
            node.Start();
            Assert.True(node.Height >= final, $"height {node.Height} after {final} was final");
            sequence = NextSequence(node, world);
        }
    }

    [Fact]
    public void A_decided_height_waits_at_the_start_for_the_store_of_many_replayed_ones()
    {
        using TestWorld world = TestWorld.WithValidators(1, 5);
        TestNode node = world.Nodes[0];
        node.Start();
        // What the log ever held, as before it let go of what was stored.
        var log = new SortedDictionary<ulong, List<LogRecord>>();
        while (node.Height < 7)
        {
            node.Submit(world.Chain.Transfer((int)(node.Height % 8), 9, node.Height / 8));
            for (int i = 0; i < 100; i++)
            {
                world.Run(5);
                foreach (IGrouping<ulong, LogRecord> height in node.Log.Replay(0).GroupBy(static record => record.Height))
                    log[height.Key] = [.. height];
            }
        }
        node.Crash();
        // The same validator over the state of genesis, with a log that ends where height 6 is decided but not yet closed.
        TestNode old = world.AddNode(validator: 0);
        Hash256 signed = HostilePeer.SomeBlock(6).Value;
        old.SignerState.Record(6, 0, (byte)Node.Seams.SigningStep.Precommit, signed, world.Chain.ConsensusKeys[0].Sign(signed));
        foreach (LogRecord record in log.Values.SelectMany(static records => records).TakeWhile(static record => record.Height < 6 || record.Type != 3))
            old.Log.Append(record.Type, record.Height, record.Payload.Span);
        old.Log.Sync();
        old.Start();
        Assert.Equal(5UL, old.Height);
        Assert.True(world.RunUntil(() => old.Height >= 8));
        Assert.Equal(Sixth(node), Sixth(old));

        static BlockId Sixth(TestNode node) => node.Executed.First(static block => block.Height == 6).Block.Id;
    }

    [Fact]
    public void Four_validators_that_crash_one_after_the_other_never_disagree()
    {
        using TestWorld world = TestWorld.WithValidators(4, 7);
        world.StartAll();
        ulong sequence = 0;
        for (int turn = 0; turn < 20; turn++)
        {
            TestNode sender = world.Nodes[(turn + 1) % 4];
            if (sender.IsRunning)
                sender.Submit(world.Chain.Transfer(turn % 8, 9, sequence + ((ulong)turn / 8)));
            world.Run((ulong)world.Random.Below(1_500));
            TestNode victim = world.Nodes[turn % 4];
            victim.Crash(world.Random.Below(4));
            world.Run((ulong)world.Random.Below(2_000));
            victim.Start();
        }
        ulong height = world.Nodes.Max(node => node.Height);
        Assert.True(world.RunToHeight(height + 2));
        world.RequireAgreement();
        RequireNoConflictingVotes(world);
    }

    [Fact]
    public void All_validators_killed_at_once_go_on_where_they_were()
    {
        using TestWorld world = TestWorld.WithValidators(4, 9);
        world.StartAll();
        for (int turn = 0; turn < 8; turn++)
        {
            world.Nodes[turn % 4].Submit(world.Chain.Transfer(turn, 9, 0));
            world.Run(200 + (ulong)world.Random.Below(700));
            foreach (TestNode node in world.Nodes)
                node.Crash(world.Random.Below(3));
            world.StartAll();
        }
        ulong height = world.Nodes.Max(node => node.Height);
        Assert.True(world.RunToHeight(height + 2));
        world.RequireAgreement();
        RequireNoConflictingVotes(world);
    }

    [Fact]
    public void Power_that_fails_between_the_signer_and_the_log_never_stops_the_chain()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        TestNode node = world.Nodes[0];
        node.Start();
        for (int cut = 0; cut < 12; cut++)
        {
            ulong height = node.Height;
            node.SignaturesUntilCut = cut % 5;
            node.Submit(world.Chain.Transfer(cut, 1, 0));
            Assert.True(world.RunUntil(() => !node.IsRunning));
            node.SignaturesUntilCut = null;
            node.Start();
            Assert.True(world.RunUntil(() => node.Height > height + 1, 10_000), $"the chain stands at height {node.Height} after cut {cut}");
        }
    }

    [Fact]
    public void A_start_without_the_log_is_refused()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        TestNode node = world.Nodes[0];
        node.Start();
        Assert.True(world.RunToHeight(3));
        world.Run(500);
        node.Crash();
        node.Log = new MemoryLog();
        StorageFailure failure = Assert.Throws<StorageFailure>(node.Start);
        Assert.Equal(StorageFault.Inconsistent, failure.Fault);
        Assert.Contains("log", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_with_an_old_copy_of_the_signer_state_is_refused()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        TestNode node = world.Nodes[0];
        node.Start();
        Assert.True(world.RunToHeight(3));
        node.Crash();
        node.SignerState = new SignerStateMemory();
        StorageFailure failure = Assert.Throws<StorageFailure>(node.Start);
        Assert.Equal(StorageFault.Inconsistent, failure.Fault);
        Assert.Contains("old copy", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decided_height_whose_block_is_not_in_the_log_is_refused()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        TestNode node = world.Nodes[0];
        node.Start();
        Assert.True(world.RunToHeight(2));
        world.Run(300);
        node.Crash();
        var commit = Commit.Create(node.Log.LastHeight + 1, 0, new BlockId(new Hash256(Enumerable.Repeat((byte)7, 32).ToArray())), [null]);
        node.Log.Append(3, commit.Height, commit.Encode());
        node.Log.Sync();
        StorageFailure failure = Assert.Throws<StorageFailure>(node.Start);
        Assert.Equal(StorageFault.Damaged, failure.Fault);
    }

    [Fact]
    public void A_decided_block_that_is_invalid_here_halts_at_every_start()
    {
        var world = new TestWorld(new TestChain(1));
        using (world)
        {
            TestNode follower = world.AddNode(validator: null);
            follower.Start();
            var peer = new HostilePeer(world, follower);
            Block block = FirstBlockWithWrongStateRoot(world);
            Signature signature = world.Chain.ConsensusKeys[0].Sign(Vote.SigningDigest(world.Chain.Genesis.Hash, VoteKind.Precommit, 1, 0, block.Id, -1));
            var answer = new Blocks { FromHeight = 1 };
            answer.Blocks_.Add(new Protocol.Peer.V1.DecidedBlock
            {
                Block = ByteString.CopyFrom(block.Encoded.Span),
                Commit = ByteString.CopyFrom(Commit.Create(1, 0, block.Id, [signature]).Encode()),
            });
            peer.Say(new SyncMessage { Status = new SyncStatus { Height = 5, LowestHeight = 1 } });
            peer.Say(new SyncMessage { Blocks = answer });
            Assert.True(world.RunUntil(() => follower.Failure is not null));
            Assert.Contains("StateRootWrong", follower.Failure!.Message, StringComparison.Ordinal);
            for (int i = 0; i < 2; i++)
                Assert.Contains("StateRootWrong", Assert.Throws<NodeHaltedException>(follower.Start).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_node_that_had_found_a_decided_block_invalid_says_what_it_waits_for_and_goes_on_when_the_block_is_valid_after_all()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        TestNode validator = world.Nodes[0];
        validator.Start();
        Assert.True(world.RunToHeight(3));
        ExecutedBlock first = validator.Executed[0];
        validator.Crash();
        TestNode follower = world.AddNode(validator: null);
        FillWithHaltedHeight(follower.Log, world.Chain.Genesis, first);
        follower.Start();
        NodeStatus status = follower.Driver!.Face.Status;
        Assert.Equal("halted", status.Consensus.Step);
        Assert.Contains(first.Block.Id.ToString(), status.Halted, StringComparison.Ordinal);
        world.Run(3_000);
        Assert.Equal((0UL, true), (follower.Height, follower.IsRunning));
        validator.Start();
        Assert.True(world.RunUntil(() => follower.Height >= 5));
        Assert.Null(follower.Driver.Face.Status.Halted);
        world.RequireAgreement();
    }

    // What a software leaves that finds the block invalid and is told that it is decided.
    private static void FillWithHaltedHeight(MemoryLog log, GenesisDocument genesis, ExecutedBlock block)
    {
        ValidatorSet validators = genesis.FirstValidators();
        var state = Consensus.State.Create(genesis.Parameters, null);
        Consensus.Input[] inputs =
        [
            new Consensus.Input.StartHeight(1, validators),
            new Consensus.Input.CommitReceived(VerifiedCommit.Verify(block.Commit, validators, genesis.Hash, out _)!),
            new Consensus.Input.BlockJudged(block.Block.Header, IsValid: false),
        ];
        foreach (Consensus.Input input in inputs)
        {
            Consensus.Transition transition = Consensus.RoundMachine.Apply(state, input);
            state = transition.State;
            foreach (Consensus.Effect.Persist persist in transition.Effects.OfType<Consensus.Effect.Persist>())
                log.Append(1, 1, Consensus.InputCodec.Encode(persist.Input));
        }
        Assert.Equal(Consensus.Step.Halted, state.Step);
        log.Sync();
    }

    [Fact]
    public void A_block_in_the_log_that_was_never_judged_is_judged_before_it_counts()
    {
        var world = new TestWorld(new TestChain(1));
        using (world)
        {
            TestNode follower = world.AddNode(validator: null);
            follower.Start();
            world.Run(2_000);
            follower.Crash(keptUnsynced: 1_000);
            // What a crash leaves that came between a block from sync and the end of its height.
            Block block = FirstBlockWithWrongStateRoot(world);
            follower.Log.Append(2, 1, block.Encoded.Span);
            follower.Log.Sync();
            follower.Start();
            var peer = new HostilePeer(world, follower);
            Signature signature = world.Chain.ConsensusKeys[0].Sign(Vote.SigningDigest(world.Chain.Genesis.Hash, VoteKind.Precommit, 1, 0, block.Id, -1));
            peer.Say(new ConsensusMessage { CommitCertificate = ByteString.CopyFrom(Commit.Create(1, 0, block.Id, [signature]).Encode()) });
            world.Run(5_000);
            Assert.Empty(follower.Executed);
        }
    }

    private static Block FirstBlockWithWrongStateRoot(TestWorld world)
    {
        ValidatorSet validators = world.Chain.Genesis.FirstValidators();
        var header = new Header
        {
            Height = 1,
            Round = 0,
            TimeMs = world.NowMs,
            ParentId = world.Chain.Genesis.Hash,
            TransactionsRoot = default,
            EvidenceRoot = default,
            LastCommitHash = default,
            Proposer = world.Chain.OperatorOf(0),
            BaseFee = world.Chain.Genesis.Parameters.BaseFeeMin,
            ValidatorsHash = validators.Hash,
            NextValidatorsHash = validators.Next().Hash,
            StateRoot = HostilePeer.SomeBlock(77).Value,
            ReceiptsRoot = default,
        };
        Assert.Equal(BlockAssembly.Complete, Block.TryCreate(header, [], [], null, out Block? block));
        return block!;
    }

    private static ulong NextSequence(TestNode node, TestWorld world)
    {
        using Storage.Stores.StateSnapshot state = node.State!.OpenSnapshot(node.Driver!.Face.Status.State!);
        return state.NextSequence(world.Chain.AccountOf(0), 0);
    }

    // What a validator signed is in its log; a correct one never signed two things at one place.
    private static void RequireNoConflictingVotes(TestWorld world)
    {
        foreach (TestNode node in world.Nodes)
        {
            var votes = new Dictionary<(VoteKind, ulong, uint), Vote>();
            foreach (Vote vote in node.SentVotes.Where(vote => vote.Validator == world.Chain.OperatorOf(node.Index)))
            {
                (VoteKind, ulong, uint) place = (vote.Kind, vote.Height, vote.Round);
                if (votes.TryGetValue(place, out Vote? before))
                    Assert.Equal(before, vote);
                else
                    votes.Add(place, vote);
            }
        }
    }
}
