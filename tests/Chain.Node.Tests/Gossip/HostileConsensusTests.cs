using Chain.Network;
using Chain.Node.Tests.Support;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Protocol.Peer.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Node.Tests.Gossip;

/// <summary>Three of four validators run; the fourth's key is in hostile hands, which speak to node 0.</summary>
public sealed class HostileConsensusTests
{
    private const int Traitor = 3;

    private static (TestWorld World, TestNode Node, HostilePeer Peer) Make()
    {
        var world = new TestWorld(new TestChain(4));
        for (int i = 0; i < 3; i++)
            world.AddNode(i);
        world.StartAll();
        world.RunToHeight(3);
        TestNode node = world.Nodes[0];
        return (world, node, new HostilePeer(world, node));
    }

    /// <summary>Height and round that are open at the node; waits until one is.</summary>
    private static (ulong Height, uint Round) Open(TestWorld world, TestNode node)
    {
        Assert.True(world.RunUntil(() =>
        {
            node.Driver!.Face.Publish(node.Driver.CurrentStatus());
            return node.Driver.Face.Status.Consensus.Step is "prevote" or "propose";
        }));
        return (node.Driver!.Face.Status.Consensus.Height, node.Driver.Face.Status.Consensus.Round);
    }

    [Fact]
    public void A_vote_of_the_past_or_the_far_future_is_ignored()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            peer.Say(peer.SignedVote(Traitor, VoteKind.Prevote, 1, 0, BlockId.Nil));
            peer.Say(peer.SignedVote(Traitor, VoteKind.Prevote, node.Height + 1_000, 0, BlockId.Nil));
            (ulong height, uint _) = Open(world, node);
            for (uint i = 0; i < 50; i++)
                peer.Say(peer.SignedVote(Traitor, VoteKind.Prevote, height, 900_000 + i, BlockId.Nil));
            Assert.Equal(0, peer.Penalty);
        }
    }

    [Fact]
    public void A_vote_with_a_round_beyond_the_last_is_malformed()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            peer.Say(peer.SignedVote(Traitor, VoteKind.Prevote, node.Height + 1, int.MaxValue, BlockId.Nil));
            Assert.Equal(25, peer.Penalty);
        }
    }

    [Fact]
    public void A_vote_of_somebody_who_is_no_validator_is_refused()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            (ulong height, uint round) = Open(world, node);
            peer.Say(peer.SignedVote(Traitor, VoteKind.Prevote, height, round, BlockId.Nil) with { Validator = world.Chain.AccountOf(0) });
            Assert.Equal(25, peer.Penalty);
        }
    }

    [Fact]
    public void A_vote_under_the_name_of_another_validator_is_refused()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            (ulong height, uint round) = Open(world, node);
            peer.Say(peer.SignedVote(Traitor, VoteKind.Precommit, height, round, HostilePeer.SomeBlock(1)) with { Validator = world.Chain.OperatorOf(1) });
            Assert.Equal(25, peer.Penalty);
        }
    }

    [Fact]
    public void A_prevote_signature_is_no_precommit()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            (ulong height, uint round) = Open(world, node);
            peer.Say(peer.SignedVote(Traitor, VoteKind.Prevote, height, round, BlockId.Nil) with { Kind = VoteKind.Precommit });
            Assert.Equal(25, peer.Penalty);
        }
    }

    [Fact]
    public void A_signature_of_another_chain_is_refused()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            (ulong height, uint round) = Open(world, node);
            Hash256 digest = Vote.SigningDigest(HostilePeer.SomeBlock(9).Value, VoteKind.Prevote, height, round, BlockId.Nil, -1);
            peer.Say(peer.SignedVote(Traitor, VoteKind.Prevote, height, round, BlockId.Nil) with { Signature = world.Chain.ConsensusKeys[Traitor].Sign(digest) });
            Assert.Equal(25, peer.Penalty);
        }
    }

    [Fact]
    public void The_same_vote_again_costs_nothing()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            (ulong height, uint round) = Open(world, node);
            Vote vote = peer.SignedVote(Traitor, VoteKind.Prevote, height, round, BlockId.Nil);
            for (int i = 0; i < 1_000; i++)
                peer.Say(vote);
            Assert.Equal(0, peer.Penalty);
        }
    }

    [Theory]
    [InlineData(VoteKind.Prevote, false)]
    [InlineData(VoteKind.Prevote, true)]
    [InlineData(VoteKind.Precommit, true)]
    public void Two_different_votes_of_one_step_are_in_a_block_as_evidence_within_five_blocks(VoteKind kind, bool oneIsNil)
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            (ulong height, uint round) = Open(world, node);
            peer.Say(peer.SignedVote(Traitor, kind, height, round, oneIsNil ? BlockId.Nil : HostilePeer.SomeBlock(1)));
            peer.Say(peer.SignedVote(Traitor, kind, height, round, HostilePeer.SomeBlock(2)));
            Assert.True(world.RunUntil(() => peer.BlockWithEvidence() is not null));
            Evidence evidence = Assert.Single(peer.BlockWithEvidence()!.Block.Evidence);
            Assert.Equal(world.Chain.OperatorOf(Traitor), evidence.Accused);
            Assert.InRange(peer.BlockWithEvidence()!.Height, height, height + 5);
            Assert.Equal(0, peer.Penalty);
            world.RequireAgreement();
        }
    }

    [Fact]
    public void Evidence_that_a_peer_brings_is_taken_once_and_spread()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            Evidence evidence = Evidence.FromVotes(
                peer.SignedVote(Traitor, VoteKind.Prevote, 2, 5, HostilePeer.SomeBlock(1)), peer.SignedVote(Traitor, VoteKind.Prevote, 2, 5, HostilePeer.SomeBlock(2)))!;
            for (int i = 0; i < 20; i++)
                peer.Say(new ConsensusMessage { Evidence = ByteString.CopyFrom(evidence.Encode()) });
            Assert.True(world.RunUntil(() => world.Nodes[2].Executed.Any(block => block.Block.Evidence.Count == 1)));
            world.Run(5_000);
            Assert.Single(node.Executed, block => block.Block.Evidence.Count > 0);
            Assert.Equal(0, peer.Penalty);
        }
    }

    [Fact]
    public void Evidence_of_a_height_far_ahead_does_not_stand_before_that_of_a_real_fault()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            ConsensusMessage Evil(ulong height) => new()
            {
                Evidence = ByteString.CopyFrom(Evidence.FromVotes(
                    peer.SignedVote(Traitor, VoteKind.Prevote, height, 5, HostilePeer.SomeBlock(1)), peer.SignedVote(Traitor, VoteKind.Prevote, height, 5, HostilePeer.SomeBlock(2)))!.Encode()),
            };
            peer.Say(Evil(node.Height + 1_000_000));
            peer.Say(Evil(2));
            Assert.True(world.RunUntil(() => peer.BlockWithEvidence() is not null, 10_000));
            Assert.Equal(2ul, peer.BlockWithEvidence()!.Block.Evidence[0].Height);
            Assert.Equal(0, peer.Penalty);
        }
    }

    [Fact]
    public void Evidence_that_the_accused_did_not_sign_is_refused()
    {
        (TestWorld world, TestNode _, HostilePeer peer) = Make();
        using (world)
        {
            Vote one = peer.SignedVote(Traitor, VoteKind.Prevote, 2, 5, HostilePeer.SomeBlock(1)) with { Validator = world.Chain.OperatorOf(1) };
            Vote other = peer.SignedVote(Traitor, VoteKind.Prevote, 2, 5, HostilePeer.SomeBlock(2)) with { Validator = world.Chain.OperatorOf(1) };
            peer.Say(new ConsensusMessage { Evidence = ByteString.CopyFrom(Evidence.FromVotes(one, other)!.Encode()) });
            Assert.Equal(25, peer.Penalty);
            Assert.Null(peer.BlockWithEvidence());
        }
    }

    [Fact]
    public void A_proposal_by_another_than_the_proposer_is_refused()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            (ulong height, uint round) = Open(world, node);
            int notProposer = Enumerable.Range(0, 4).First(i => i != peer.ProposerOf(round));
            Header header = HeaderOf(world, node, height, round, notProposer);
            peer.Say(new ConsensusMessage { Proposal = new ProposalMessage { Proposal = ByteString.CopyFrom(peer.SignedProposal(notProposer, round, header).Encode()) } });
            Assert.Equal(25, peer.Penalty);
        }
    }

    [Fact]
    public void Certificates_without_a_quorum_are_refused()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            (ulong height, uint round) = Open(world, node);
            var polka = new PolkaCertificate(height, round, HostilePeer.SomeBlock(3), [peer.SignedVote(Traitor, VoteKind.Prevote, height, round, HostilePeer.SomeBlock(3))]);
            peer.Say(new ConsensusMessage { PolkaCertificate = ByteString.CopyFrom(polka.Encode()) });
            Assert.Equal(25, peer.Penalty);
        }
    }

    [Fact]
    public void A_commit_without_a_quorum_decides_nothing_and_costs()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            (ulong height, uint round) = Open(world, node);
            Vote own = peer.SignedVote(Traitor, VoteKind.Precommit, height, round, HostilePeer.SomeBlock(3));
            var signatures = new Signature?[4];
            signatures[node.Driver!.Face.Status.Validators.IndexOf(own.Validator)] = own.Signature;
            peer.Say(new ConsensusMessage { CommitCertificate = ByteString.CopyFrom(Commit.Create(height, round, HostilePeer.SomeBlock(3), signatures).Encode()) });
            Assert.Equal(25, peer.Penalty);
            world.RequireAgreement();
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, false)]
    public void Transactions_of_the_newest_block_are_served_and_of_older_ones_not(int heightsBack, bool isServed)
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            for (int i = 0; i < 4; i++)
            {
                node.Submit(world.Chain.Transfer(i, 9, 0));
                Assert.True(world.RunUntil(() => node.Executed.Count(block => block.Block.Transactions.Count > 0) > i));
            }
            Block asked = node.Executed.First(block => block.Height == node.Height - (ulong)heightsBack).Block;
            Assert.NotEmpty(asked.Transactions);
            bool served = false;
            node.Sniff = (to, channel, payload) =>
                served |= to == peer.Id && channel == PeerChannel.Consensus && ConsensusMessage.Parser.ParseFrom(payload.Span).BlockTransactions is not null;
            var request = new GetBlockTransactions { Height = asked.Header.Height, BlockId = ByteString.CopyFrom(asked.Id.Value.Span) };
            request.Indexes.Add(0);
            peer.Say(new ConsensusMessage { GetBlockTransactions = request });
            Assert.Equal(isServed, served);
            Assert.Equal(0, peer.Penalty);
        }
    }

    [Fact]
    public void Round_states_that_cannot_be_are_refused()
    {
        (TestWorld world, TestNode _, HostilePeer peer) = Make();
        using (world)
        {
            peer.Say(new ConsensusMessage { RoundState = new RoundState { Height = 5, Prevotes = ByteString.CopyFrom(new byte[100]), ValidRound = -1 } });
            peer.Say(new ConsensusMessage { RoundState = new RoundState { Height = 5, StoredHeight = 5, ValidRound = -1 } });
            peer.Say(new ConsensusMessage { RoundState = new RoundState { Height = 0, ValidRound = -1 } });
            Assert.Equal(75, peer.Penalty);
        }
    }

    [Fact]
    public void Round_states_without_pause_are_not_all_answered()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            int answers = 0;
            node.Sniff = (to, channel, payload) =>
                answers += to == peer.Id && channel == PeerChannel.Consensus && ConsensusMessage.Parser.ParseFrom(payload.Span).CommitCertificate.Length > 0 ? 1 : 0;
            for (uint i = 0; i < 5_000; i++)
                peer.Say(new ConsensusMessage { RoundState = new RoundState { Height = node.Height - (i % 2), ValidRound = -1 } });
            Assert.InRange(answers, 1, 500);
            Assert.Equal(0, peer.Penalty);
        }
    }

    [Fact]
    public void Unknown_kinds_cost_one_point_each_and_a_hundred_of_them_the_link()
    {
        (TestWorld world, TestNode _, HostilePeer peer) = Make();
        using (world)
        {
            for (int i = 0; i < 99; i++)
                peer.SayRaw(PeerChannel.Consensus, 0xA2, 0x06, 0x00);
            Assert.False(peer.IsBanned);
            peer.SayRaw(PeerChannel.Consensus, 0xA2, 0x06, 0x00);
            Assert.True(peer.IsBanned);
        }
    }

    [Fact]
    public void Malformed_bytes_on_every_channel_end_in_a_ban_and_never_in_an_exception()
    {
        foreach (PeerChannel channel in Enum.GetValues<PeerChannel>())
        {
            (TestWorld world, TestNode node, HostilePeer peer) = Make();
            using (world)
            {
                peer.SayRaw(channel, 0xFF);
                peer.SayRaw(channel, 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07);
                peer.SayRaw(channel, 0x0A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01);
                peer.SayRaw(channel, [.. Enumerable.Repeat((byte)0x0B, 10_000)]);
                Assert.True(peer.IsBanned);
                Assert.Null(node.Failure);
            }
        }
    }

    [Fact]
    public void A_proposal_whose_contents_do_not_fit_its_header_bans_the_sender_and_the_chain_goes_on()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            (ulong height, uint round) = WaitForTraitorsTurn(world, node, peer);
            Header header = HeaderOf(world, node, height, round, Traitor);
            peer.Say(new ConsensusMessage
            {
                Proposal = new ProposalMessage { Proposal = ByteString.CopyFrom(peer.SignedProposal(Traitor, round, header).Encode()), TransactionIds = ByteString.CopyFrom(new byte[64]) },
            });
            Assert.True(peer.IsBanned);
            Assert.True(world.RunToHeight(height + 2));
            world.RequireAgreement();
        }
    }

    [Fact]
    public void A_proposed_block_with_a_wrong_state_root_gets_nil_votes_and_the_next_round_decides()
    {
        (TestWorld world, TestNode node, HostilePeer peer) = Make();
        using (world)
        {
            (ulong height, uint round) = WaitForTraitorsTurn(world, node, peer);
            Header header = HeaderOf(world, node, height, round, Traitor);
            Face.ExecutedBlock parent = node.Executed[^1];
            header = header with { LastCommitHash = parent.Commit.Hash };
            peer.Say(new ConsensusMessage
            {
                Proposal = new ProposalMessage
                {
                    Proposal = ByteString.CopyFrom(peer.SignedProposal(Traitor, round, header).Encode()),
                    LastCommit = ByteString.CopyFrom(parent.Commit.Encode()),
                },
            });
            Assert.True(world.RunToHeight(height + 2));
            Assert.Equal(0, peer.Penalty);
            Assert.NotEqual(header.ComputeId(), node.Executed.First(block => block.Height == height).Block.Id);
            world.RequireAgreement();
        }
    }

    private static (ulong Height, uint Round) WaitForTraitorsTurn(TestWorld world, TestNode node, HostilePeer peer)
    {
        Assert.True(world.RunUntil(() =>
        {
            node.Driver!.Face.Publish(node.Driver.CurrentStatus());
            Face.NodeStatus status = node.Driver.Face.Status;
            return status.Consensus.Step == "propose" && peer.ProposerOf(status.Consensus.Round) == Traitor;
        }));
        return (node.Driver!.Face.Status.Consensus.Height, node.Driver.Face.Status.Consensus.Round);
    }

    // A header that is right but for its state root.
    private static Header HeaderOf(TestWorld world, TestNode node, ulong height, uint round, int proposer)
    {
        Face.NodeStatus status = node.Driver!.Face.Status;
        return new Header
        {
            Height = height,
            Round = round,
            TimeMs = world.NowMs,
            ParentId = status.BlockId.Value,
            TransactionsRoot = default,
            EvidenceRoot = default,
            LastCommitHash = default,
            Proposer = world.Chain.OperatorOf(proposer),
            BaseFee = status.BaseFee,
            ValidatorsHash = status.Validators.Hash,
            NextValidatorsHash = status.Validators.Next().Hash,
            StateRoot = HostilePeer.SomeBlock(77).Value,
            ReceiptsRoot = default,
        };
    }
}
