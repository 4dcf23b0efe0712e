using Chain.Network;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Storage.Log;
using Chain.Types;
using Microsoft.Extensions.Logging;

namespace Chain.Node.Driving;

/// <summary>What every part of the driver uses: the chain, the seams, and the time of the input at hand.</summary>
internal sealed class DriverContext(GenesisDocument genesis, NodeSeams seams, NodeSettings settings, ILogger logger)
{
    public GenesisDocument Genesis { get; } = genesis;

    public Hash256 GenesisHash => Genesis.Hash;

    public ChainParameters Parameters => Genesis.Parameters;

    public NodeSettings Settings { get; } = settings;

    public ILogger Logger { get; } = logger;

    /// <summary>When the input at hand was received, milliseconds since 1970.</summary>
    public ulong NowMs { get; set; }

    public ITimers Timers => seams.Timers;

    public IPeerTransport Transport => seams.Transport;

    public IRandom Random => seams.Random;

    public ILog Log => seams.Log;

    public ISigner? Signer => seams.Signer;

    public NodeStores Stores => seams.Stores;

    public WorkQueue Work { get; } = new(seams.Workers);

    public NodeCounters Counters { get; } = new();
}
