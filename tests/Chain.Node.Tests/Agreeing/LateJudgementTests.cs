using Chain.Node.Seams;
using Chain.Node.Tests.Support;
using Chain.Protocol.Peer.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Node.Tests.Agreeing;

public sealed class LateJudgementTests
{
    [Fact]
    public void A_judgement_that_is_late_by_many_synced_heights_harms_nobody()
    {
        using TestWorld world = TestWorld.WithValidators(4, 5);
        TestNode behind = world.Nodes[0];
        for (int other = 1; other < 4; other++)
            world.Cut.Add((0, other));
        world.StartAll();
        var peer = new HostilePeer(world, behind);
        int proposer = peer.ProposerOf(0) is not 0 and var first ? first : peer.ProposerOf(1);
        uint round = proposer == peer.ProposerOf(0) ? 0u : 1u;
        world.Run(50);
        int late = 0;
        behind.WorkDelayMs = kind => kind == WorkKind.Execute && late++ == 0 ? 90_000UL : 0UL;
        peer.Say(new ConsensusMessage { Proposal = new ProposalMessage { Proposal = ByteString.CopyFrom(peer.SignedProposal(proposer, round, FirstHeader(world, behind, round, proposer)).Encode()) } });
        for (int i = 0; i < 16; i++)
        {
            world.Nodes[1].Submit(world.Chain.Transfer(i, 1, 0));
            world.Run(2_000);
        }
        Assert.True(world.Nodes[1].Height > 12);
        Assert.Equal(1, late);
        world.Cut.Clear();
        for (int other = 1; other < 4; other++)
            behind.Link(world.Nodes[other]);
        Assert.True(world.RunUntil(() => behind.Height >= 12, 10_000));
        world.Run(90_000);
        Assert.True(behind.IsRunning);
        world.RequireAgreement();
    }

    private static Header FirstHeader(TestWorld world, TestNode node, uint round, int proposer)
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
