using Chain.Node.Tests.Support;
using Chain.Protocol.Peer.V1;

namespace Chain.Node.Tests.Peers;

public sealed class PeerConductTests
{
    [Fact]
    public void Penalties_are_kept_for_a_peer_that_comes_again()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        var peer = new HostilePeer(world, world.Nodes[0]);
        for (int i = 0; i < 3; i++)
            peer.Say(new SyncMessage { GetBlocks = new GetBlocks { FromHeight = 1, Count = 0 } });
        Assert.Equal(75, peer.Penalty);
        ComeAgain(world, peer);
        Assert.InRange(peer.Penalty!.Value, 74, 75);
        peer.Say(new SyncMessage { GetBlocks = new GetBlocks { FromHeight = 1, Count = 0 } });
        peer.Say(new SyncMessage { GetBlocks = new GetBlocks { FromHeight = 1, Count = 0 } });
        Assert.True(peer.IsBanned);
    }

    [Fact]
    public void What_a_peer_has_used_up_is_not_filled_by_coming_again()
    {
        using TestWorld world = TestWorld.WithValidators(1);
        world.StartAll();
        Assert.True(world.RunToHeight(2));
        var peer = new HostilePeer(world, world.Nodes[0]);
        for (int turn = 0; turn < 4; turn++)
        {
            for (int i = 0; i < 40; i++)
                peer.Say(new SyncMessage { GetBlocks = new GetBlocks { FromHeight = 1, Count = 1 } });
            ComeAgain(world, peer);
        }
        // Each turn alone stays within what is served at once.
        Assert.True(peer.IsBanned || peer.Penalty > 50);
    }

    private static void ComeAgain(TestWorld world, HostilePeer peer)
    {
        world.Nodes[0].Unlink(peer.Id);
        world.Run(10);
        world.Nodes[0].Connect(peer.Id);
    }
}
