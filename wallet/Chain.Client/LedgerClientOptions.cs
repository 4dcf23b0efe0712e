using Chain.Primitives;

namespace Chain.Client;

/// <summary>How a client behaves towards its node.</summary>
public sealed record LedgerClientOptions
{
    /// <summary>The chain that the node must serve; null takes whatever it serves. Checked once, before the first other call.</summary>
    public Hash256? ExpectedGenesisHash { get; init; }

    /// <summary>How long a single call may take.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Waits between attempts double from this …</summary>
    public TimeSpan RetryDelayMin { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>… up to this.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The clock of timeouts and waits. Nothing about transactions depends on it: their expiry is a height.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
