using Chain.Primitives;

namespace Chain.Network;

/// <summary>What a node says of itself when a link opens. Checked for form; the key behind it is proved, the rest is its word.</summary>
/// <param name="ProtocolVersion">Version of the peer protocol.</param>
/// <param name="GenesisHash">The chain it is on.</param>
/// <param name="Height">Its newest decided height.</param>
/// <param name="ListenEndpoint">Where it takes connections; null when it takes none.</param>
/// <param name="Software">Name and version of its software, printable ASCII, at most 64 characters.</param>
public sealed record PeerHello(uint ProtocolVersion, Hash256 GenesisHash, ulong Height, PeerEndpoint? ListenEndpoint, string Software);
