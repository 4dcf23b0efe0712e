using Chain.Network;
using Chain.Node.Seams;
using Chain.Storage.Log;

namespace Chain.Node;

/// <summary>The world as a node sees it: everything that the simulator replaces.</summary>
/// <param name="Timers">Waiting.</param>
/// <param name="Workers">Other threads.</param>
/// <param name="Transport">Peers.</param>
/// <param name="Random">Chance.</param>
/// <param name="Log">The write-ahead log.</param>
/// <param name="Stores">State and history, over key-value stores.</param>
/// <param name="Signer">The consensus key; null for a node that only follows.</param>
public sealed record NodeSeams(ITimers Timers, IWorkers Workers, IPeerTransport Transport, IRandom Random, ILog Log, NodeStores Stores, ISigner? Signer);
