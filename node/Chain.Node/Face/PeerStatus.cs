namespace Chain.Node.Face;

/// <summary>What is known of a connected peer.</summary>
/// <param name="Id">The peer's node key, hexadecimal.</param>
/// <param name="Address">Where it is, for people.</param>
/// <param name="Height">Newest height it said to have stored.</param>
/// <param name="Outbound">True when this node dialled.</param>
/// <param name="Penalty">How much it has misbehaved; it is dropped at 100.</param>
public sealed record PeerStatus(string Id, string Address, ulong Height, bool Outbound, int Penalty);
