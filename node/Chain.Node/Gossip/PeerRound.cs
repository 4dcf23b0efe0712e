using Chain.Protocol.Peer.V1;
using Chain.Types;

namespace Chain.Node.Gossip;

/// <summary>A peer's round state, checked for form.</summary>
/// <param name="Height">The height it decides.</param>
/// <param name="Round">Its round.</param>
/// <param name="Prevotes">The prevotes of that round that it has, one bit a member.</param>
/// <param name="Precommits">The precommits likewise.</param>
/// <param name="HasProposal">It has the proposal of that round.</param>
/// <param name="HasBlock">It has the block of that proposal.</param>
/// <param name="StoredHeight">The highest height that it serves.</param>
internal sealed record PeerRound(
    ulong Height, uint Round, ReadOnlyMemory<byte> Prevotes, ReadOnlyMemory<byte> Precommits, bool HasProposal, bool HasBlock, ulong StoredHeight)
{
    /// <summary>Before the first one came.</summary>
    public static PeerRound None { get; } = new(0, 0, default, default, false, false, 0);

    /// <summary>Null when no correct node says this.</summary>
    public static PeerRound? TryRead(RoundState state)
    {
        const int bitmapBytesMax = (ProtocolLimits.ValidatorsMax + 7) / 8;
        bool formed = state.Height is >= 1 and <= ProtocolLimits.HeightMax && state.Round <= ProtocolLimits.RoundMax
            && state.Prevotes.Length <= bitmapBytesMax && state.Precommits.Length <= bitmapBytesMax
            && state.StoredHeight < state.Height && state.BlockId.Length is 0 or 32
            && state.ValidRound >= -1 && state.ValidRound < (long)ProtocolLimits.RoundMax;
        return formed
            ? new PeerRound(state.Height, state.Round, state.Prevotes.Memory, state.Precommits.Memory, state.HasProposal, state.HasBlock, state.StoredHeight)
            : null;
    }

    /// <summary>True when the bitmap says that the member's vote is there. Bits beyond its end are not set.</summary>
    public static bool HasBit(ReadOnlyMemory<byte> bitmap, int index) =>
        (index >> 3) < bitmap.Length && (bitmap.Span[index >> 3] & (1 << (index & 7))) != 0;
}
