using Chain.Node.Tests.Support;
using Chain.Primitives.Crypto;
using Chain.Protocol.Peer.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Node.Tests.Agreeing;

/// <summary>One node runs; the other three validators' keys are in the hands of a peer that drives it through as many rounds as it likes.</summary>
public sealed class DroppedCandidateTests
{
    private const uint Rounds = 16;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_block_that_was_judged_and_dropped_is_decided_by_a_late_commit(bool isOfferedAgain)
    {
        var world = new TestWorld(new TestChain(4));
        using (world)
        {
            TestNode node = world.AddNode(0);
            node.Start();
            var peer = new HostilePeer(world, node);
            Header? first = null;
            for (uint round = 0; round < Rounds; round++)
            {
                if (peer.ProposerOf(round) is not 0 and var proposer)
                {
                    Header header = ValidHeader(world, node, round, proposer);
                    first ??= header;
                    peer.Say(new ConsensusMessage { Proposal = new ProposalMessage { Proposal = ByteString.CopyFrom(peer.SignedProposal(proposer, round, header).Encode()) } });
                }
                world.Run(20);
                for (int validator = 1; validator < 3; validator++)
                    peer.Say(peer.SignedVote(validator, VoteKind.Prevote, 1, round + 1, BlockId.Nil));
            }
            Assert.NotNull(first);
            if (isOfferedAgain)
            {
                uint again = peer.ProposerOf(Rounds) == 0 ? Rounds + 1 : Rounds;
                Proposal proposal = peer.SignedProposal(peer.ProposerOf(again), again, first, (int)first.Round);
                peer.Say(new ConsensusMessage { Proposal = new ProposalMessage { Proposal = ByteString.CopyFrom(proposal.Encode()) } });
                world.Run(20);
            }
            peer.Say(new ConsensusMessage { CommitCertificate = ByteString.CopyFrom(CommitOf(world, node, peer, first).Encode()) });
            Assert.True(world.RunUntil(() => node.Height == 1, 5_000));
            Assert.Equal(first.ComputeId(), node.Executed[0].Block.Id);
        }
    }

    private static Commit CommitOf(TestWorld world, TestNode node, HostilePeer peer, Header header)
    {
        var signatures = new Signature?[4];
        for (int validator = 1; validator < 4; validator++)
        {
            Vote vote = peer.SignedVote(validator, VoteKind.Precommit, 1, header.Round, header.ComputeId());
            signatures[world.Chain.Genesis.FirstValidators().IndexOf(vote.Validator)] = vote.Signature;
        }
        Assert.True(node.IsRunning);
        return Commit.Create(1, header.Round, header.ComputeId(), signatures);
    }

    private static Header ValidHeader(TestWorld world, TestNode node, uint round, int proposer)
    {
        ValidatorSet validators = world.Chain.Genesis.FirstValidators();
        return new Header
        {
            Height = 1,
            Round = round,
            TimeMs = world.NowMs,
            ParentId = world.Chain.Genesis.Hash,
            TransactionsRoot = default,
            EvidenceRoot = default,
            LastCommitHash = default,
            Proposer = world.Chain.OperatorOf(proposer),
            BaseFee = world.Chain.Genesis.Parameters.BaseFeeMin,
            ValidatorsHash = validators.Hash,
            NextValidatorsHash = validators.Next().Hash,
            StateRoot = node.State!.Newest.Root,
            ReceiptsRoot = default,
        };
    }
}
