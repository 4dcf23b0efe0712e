namespace Chain.LoadGenerator;

/// <summary>What a load run does.</summary>
public sealed record LoadOptions
{
    /// <summary>gRPC addresses of the nodes; transactions are spread over all of them.</summary>
    public required IReadOnlyList<Uri> Nodes { get; init; }

    /// <summary>How long transactions are offered.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Transactions offered a second over all nodes; 0: as many as are taken.</summary>
    public int Rate { get; init; }

    /// <summary>Sending accounts, funded first.</summary>
    public int Senders { get; init; } = 2_000;

    /// <summary>Transactions signed before the clock starts, a second of duration. Too few ends the run early, and the report says so.</summary>
    public int SignedPerSecond { get; init; } = 20_000;

    /// <summary>Source of a token contract: then transfers of its units are offered and not of coins. It has <c>init(supply: u128)</c> and <c>transfer(to: address, amount: u128)</c>.</summary>
    public string? TokenSource { get; init; }

    /// <summary>Called when everything is set up and signed, just before the clock starts.</summary>
    public Func<Task>? BeforeOffering { get; init; }

    /// <summary>Transactions in one call.</summary>
    public int Batch { get; init; } = 250;

    /// <summary>Calls under way to each node.</summary>
    public int CallsInFlight { get; init; } = 4;
}
