using Chain.Network;
using Chain.Node.Face;
using Chain.Node.Tests.Support;
using Chain.Primitives.Crypto;
using Chain.Protocol.Peer.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Node.Tests.Sync;

public sealed class HostileSyncTests
{
    private static (TestWorld World, TestNode Node, HostilePeer Peer) Make(ulong height = 4)
    {
        var world = TestWorld.WithValidators(1);
        world.StartAll();
        world.RunToHeight(height);
        TestNode node = world.Nodes[0];
        return (world, node, new HostilePeer(world, node));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1_000_000u)]
    public void A_request_for_none_or_too_many_blocks_is_refused(uint count)
    {
        (TestWorld world, TestNode _, HostilePeer peer) = Make();
        using (world)
        {
            peer.Say(new SyncMessage { GetBlocks = new GetBlocks { FromHeight = 1, Count = count } });
            Assert.Equal(25, peer.Penalty);
        }
    }

    [Fact]
    public void A_thousand_blocks_are_served_in_parts_of_bounded_size()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            Blocks? answer = null;
            node.Sniff = (to, channel, payload) => answer = to == peer.Id && channel == PeerChannel.Sync ? SyncMessage.Parser.ParseFrom(payload.Span).Blocks ?? answer : answer;
            peer.Say(new SyncMessage { GetBlocks = new GetBlocks { FromHeight = 1, Count = 1024 } });
            Assert.NotNull(answer);
            Assert.InRange(answer.Blocks_.Count, 1, 64);
            Assert.Equal(1ul, answer.FromHeight);
            Assert.Equal(0, peer.Penalty);
        }
    }

    [Fact]
    public void A_peer_that_was_served_too_much_waits_for_its_next_answer_and_nothing_is_read_for_it()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            string memo = new('m', 256);
            node.Submit([.. Enumerable.Range(0, 5_000).Select(i => world.Chain.Transfer(i % 8, 9, (ulong)(i / 8), memo: memo))]);
            Assert.True(world.RunUntil(() => node.Executed.Any(static block => block.Block.Transactions.Count >= 4_000)));
            world.Run(1_000);
            ExecutedBlock large = node.Executed.First(static block => block.Block.Transactions.Count >= 4_000);
            int answers = 0;
            long served = 0;
            node.Sniff = (to, channel, payload) =>
            {
                if (to != peer.Id || channel != PeerChannel.Sync || SyncMessage.Parser.ParseFrom(payload.Span).Blocks is not { } blocks)
                    return;
                answers++;
                served += payload.Length;
                Assert.NotEmpty(blocks.Blocks_);
            };
            for (int i = 0; i < 40; i++)
                peer.Say(new SyncMessage { GetBlocks = new GetBlocks { FromHeight = large.Height, Count = 1 } });
            // 64 MiB at once, and no more than one block beyond them.
            Assert.InRange(served, 60L << 20, (64L << 20) + large.Block.Encoded.Length + 4096);
            Assert.InRange(answers, 1, 39);
            int before = answers;
            world.Run(2_000);
            Assert.Equal(before + 1, answers);
            Assert.Equal(0, peer.Penalty);
        }
    }

    [Fact]
    public void The_same_block_ten_thousand_times_ends_the_link()
    {
        (TestWorld world, TestNode _, HostilePeer peer) = Make();
        using (world)
        {
            for (int i = 0; i < 10_000 && !peer.IsBanned; i++)
                peer.Say(new SyncMessage { GetBlocks = new GetBlocks { FromHeight = 1, Count = 1 } });
            Assert.True(peer.IsBanned);
        }
    }

    [Fact]
    public void Blocks_that_nobody_asked_for_are_refused()
    {
        (TestWorld world, TestNode _, HostilePeer peer) = Make();
        using (world)
        {
            peer.Say(new SyncMessage { Blocks = new Blocks { FromHeight = 9 } });
            Assert.Equal(25, peer.Penalty);
        }
    }

    [Fact]
    public void An_answer_to_another_question_ends_the_link()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            GetBlocks? asked = Lure(world, node, peer);
            peer.Say(new SyncMessage { Blocks = new Blocks { FromHeight = asked.FromHeight + 1 } });
            Assert.True(peer.IsBanned);
        }
    }

    [Fact]
    public void A_block_whose_commit_nobody_signed_bans_its_sender_and_is_not_executed()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            GetBlocks asked = Lure(world, node, peer);
            Face.ExecutedBlock parent = node.Executed[^1];
            Header header = parent.Block.Header with { Height = asked.FromHeight, ParentId = parent.Block.Id.Value, TransactionsRoot = default, EvidenceRoot = default, LastCommitHash = parent.Commit.Hash };
            Assert.Equal(BlockAssembly.Complete, Block.TryCreate(header, [], [], parent.Commit, out Block? block));
            Signature forged = world.Chain.AccountKeys[0].Sign(Vote.SigningDigest(world.Chain.Genesis.Hash, VoteKind.Precommit, header.Height, 0, block!.Id, -1));
            var commit = Commit.Create(header.Height, 0, block.Id, [forged]);
            var answer = new Blocks { FromHeight = asked.FromHeight };
            answer.Blocks_.Add(new Protocol.Peer.V1.DecidedBlock { Block = ByteString.CopyFrom(block.Encoded.Span), Commit = ByteString.CopyFrom(commit.Encode()) });
            peer.Say(new SyncMessage { Blocks = answer });
            Assert.True(world.RunUntil(() => peer.IsBanned));
            world.Run(5_000);
            Assert.DoesNotContain(node.Executed, executed => executed.Block.Id == block.Id);
            Assert.Null(node.Failure);
        }
    }

    [Fact]
    public void A_block_beside_the_commit_of_another_bans_its_sender_and_ends_nothing()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            GetBlocks asked = Lure(world, node, peer);
            Face.ExecutedBlock parent = node.Executed[^1];
            Header header = parent.Block.Header with { Height = asked.FromHeight, ParentId = parent.Block.Id.Value, TransactionsRoot = default, EvidenceRoot = default, LastCommitHash = parent.Commit.Hash };
            Assert.Equal(BlockAssembly.Complete, Block.TryCreate(header, [], [], parent.Commit, out Block? block));
            BlockId other = HostilePeer.SomeBlock(5);
            Signature signature = world.Chain.ConsensusKeys[0].Sign(Vote.SigningDigest(world.Chain.Genesis.Hash, VoteKind.Precommit, header.Height, 0, other, -1));
            var answer = new Blocks { FromHeight = asked.FromHeight };
            answer.Blocks_.Add(new Protocol.Peer.V1.DecidedBlock
            {
                Block = ByteString.CopyFrom(block!.Encoded.Span),
                Commit = ByteString.CopyFrom(Commit.Create(header.Height, 0, other, [signature]).Encode()),
            });
            peer.Say(new SyncMessage { Blocks = answer });
            Assert.True(world.RunUntil(() => peer.IsBanned));
            world.Run(5_000);
            Assert.True(node.IsRunning);
            Assert.DoesNotContain(node.Executed, executed => executed.Block.Id == block.Id);
        }
    }

    [Fact]
    public void A_claim_that_is_never_honoured_holds_nobody_up_for_long()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            ulong before = node.Height;
            Lure(world, node, peer);
            Assert.Equal(Face.SubmitOutcome.Pooled, node.Submit(world.Chain.Transfer(0, 1, 0)).Outcome);
            Assert.True(world.RunUntil(() => node.Height > before + 1, 15_000));
        }
    }

    [Fact]
    public void A_claim_that_is_made_again_whenever_it_is_asked_for_holds_nobody_up()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            void Claim() => peer.Say(new SyncMessage { Status = new SyncStatus { Height = 1_000_000, LowestHeight = 1 } });
            node.Sniff = (to, channel, payload) =>
            {
                if (to != peer.Id || channel != PeerChannel.Sync || SyncMessage.Parser.ParseFrom(payload.Span).GetBlocks is not { } asked)
                    return;
                world.After(1, () =>
                {
                    peer.Say(new SyncMessage { Blocks = new Blocks { FromHeight = asked.FromHeight } });
                    Claim();
                });
            };
            Claim();
            ulong before = node.Height;
            for (int i = 0; i < 40; i++)
            {
                node.Submit(world.Chain.Transfer(i % 16, 1, (ulong)i / 16));
                world.Run(500);
                Claim();
            }
            Assert.True(node.Height > before + 20, $"{node.Height - before} blocks in twenty seconds");
        }
    }

    [Fact]
    public void A_node_that_was_away_fetches_what_it_missed_from_honest_peers_beside_a_liar()
    {
        using TestWorld world = TestWorld.WithValidators(4, 3);
        world.StartAll();
        world.RunToHeight(3);
        world.Nodes[3].Crash();
        for (ulong i = 0; i < 30; i++)
        {
            world.Nodes[0].Submit(world.Chain.Transfer((int)(i % 10), 11, i / 10));
            world.Run(600);
        }
        ulong height = world.Nodes[0].Height;
        Assert.True(height > 20);
        TestNode late = world.Nodes[3];
        late.Start();
        var liar = new HostilePeer(world, late);
        liar.Say(new SyncMessage { Status = new SyncStatus { Height = 1_000_000, LowestHeight = 1 } });
        Assert.True(world.RunUntil(() => late.Height >= height, 60_000));
        world.RequireAgreement();
    }

    // Claims to be ahead, and waits for the question.
    private static GetBlocks Lure(TestWorld world, TestNode node, HostilePeer peer)
    {
        GetBlocks? asked = null;
        node.Sniff = (to, channel, payload) => asked = to == peer.Id && channel == PeerChannel.Sync ? SyncMessage.Parser.ParseFrom(payload.Span).GetBlocks ?? asked : asked;
        peer.Say(new SyncMessage { Status = new SyncStatus { Height = node.Height + 500, LowestHeight = 1 } });
        Assert.True(world.RunUntil(() => asked is not null));
        return asked!;
    }
}
