using Chain.Network;
using Chain.Node.Tests.Support;
using Chain.Protocol.Peer.V1;
using Chain.Storage.Log;

namespace Chain.Node.Tests.Agreeing;

public sealed class DurabilityTests
{
    [Fact]
    public void What_a_node_signed_is_in_the_durable_log_before_anyone_sees_it()
    {
        using TestWorld world = TestWorld.WithValidators(4, 3);
        int votes = 0;
        int proposals = 0;
        foreach (TestNode node in world.Nodes)
        {
            node.Sniff = (_, channel, payload) =>
            {
                if (channel != PeerChannel.Consensus)
                    return;
                var message = ConsensusMessage.Parser.ParseFrom(payload.Span);
                byte[] signed = message.MessageCase switch
                {
                    ConsensusMessage.MessageOneofCase.Vote => message.Vote.ToByteArray(),
                    ConsensusMessage.MessageOneofCase.Proposal => message.Proposal.Proposal.ToByteArray(),
                    _ => [],
                };
                if (signed.Length == 0 || signed.AsSpan().IndexOf(world.Chain.OperatorOf(node.Index).Span) < 0)
                    return;
                votes += message.MessageCase == ConsensusMessage.MessageOneofCase.Vote ? 1 : 0;
                proposals += message.MessageCase == ConsensusMessage.MessageOneofCase.Proposal ? 1 : 0;
                Assert.Contains(node.Log.Replay(0).Take(node.Log.SyncedCount), record => IsWrittenIn(record, signed));
            };
        }
        world.StartAll();
        world.Nodes[0].Submit(world.Chain.Transfer(0, 1, 0));
        Assert.True(world.RunToHeight(5));
        Assert.True(votes > 50 && proposals > 5, $"{votes} votes and {proposals} proposals were looked at");
    }

    private static bool IsWrittenIn(LogRecord record, byte[] signed) => record.Payload.Span.IndexOf(signed) >= 0;
}
