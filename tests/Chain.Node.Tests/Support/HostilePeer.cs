using Chain.Network;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.Protocol.Peer.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Node.Tests.Support;

/// <summary>A peer that says what it likes to one node, and may hold the keys of validators.</summary>
internal sealed class HostilePeer
{
    private readonly TestWorld _world;
    private readonly TestNode _node;

    public HostilePeer(TestWorld world, TestNode node, byte name = 200)
    {
        _world = world;
        _node = node;
        byte[] id = new byte[32];
        id[0] = name;
        Id = new PeerId(new Hash256(id));
        node.Connect(Id);
    }

    public PeerId Id { get; }

    /// <summary>What the node holds against it; null once it is disconnected.</summary>
    public int? Penalty
    {
        get
        {
            _world.Run(1_100);
            return _node.Driver!.Face.Status.ConnectedPeers.FirstOrDefault(peer => peer.Id == Id.ToString())?.Penalty;
        }
    }

    public bool IsBanned => _node.Disconnects.Any(item => item.Peer == Id && item.Ban);

    public void Say(ConsensusMessage message) => _node.Receive(Id, PeerChannel.Consensus, message.ToByteArray());

    public void Say(TransactionsMessage message) => _node.Receive(Id, PeerChannel.Transactions, message.ToByteArray());

    public void Say(SyncMessage message) => _node.Receive(Id, PeerChannel.Sync, message.ToByteArray());

    public void SayRaw(PeerChannel channel, params byte[] bytes) => _node.Receive(Id, channel, bytes);

    public void Say(Vote vote) => Say(new ConsensusMessage { Vote = ByteString.CopyFrom(vote.Encode()) });

    /// <summary>A vote with a validator's right signature.</summary>
    public Vote SignedVote(int validator, VoteKind kind, ulong height, uint round, BlockId blockId, int validRound = -1) => new(
        kind, height, round, blockId, validRound, _world.Chain.OperatorOf(validator),
        _world.Chain.ConsensusKeys[validator].Sign(Vote.SigningDigest(_world.Chain.Genesis.Hash, kind, height, round, blockId, validRound)));

    public Proposal SignedProposal(int validator, uint round, Header header, int validRound = -1) => new(
        round, header, validRound, _world.Chain.OperatorOf(validator),
        _world.Chain.ConsensusKeys[validator].Sign(Proposal.SigningDigest(_world.Chain.Genesis.Hash, header.Height, round, header.ComputeId(), validRound)));

    /// <summary>The validator that proposes in a round of the height after the node's tip.</summary>
    public int ProposerOf(uint round)
    {
        Address address = _node.Driver!.Face.Status.Validators.Proposer(round).Operator;
        return Enumerable.Range(0, _world.Chain.ConsensusKeys.Count).First(i => _world.Chain.OperatorOf(i) == address);
    }

    public static BlockId SomeBlock(byte seed)
    {
        byte[] bytes = new byte[32];
        Array.Fill(bytes, seed);
        return new BlockId(new Hash256(bytes));
    }

    public ExecutedBlock? BlockWithEvidence() => _node.Executed.FirstOrDefault(block => block.Block.Evidence.Count > 0);
}
