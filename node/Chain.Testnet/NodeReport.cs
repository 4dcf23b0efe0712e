namespace Chain.Testnet;

/// <summary>One line of the status: what a node says of itself, or that it does not answer.</summary>
internal sealed record NodeReport
{
    public required string Name { get; init; }

    public required int Index { get; init; }

    public required int? Pid { get; init; }

    public required bool Running { get; init; }

    public required string Home { get; init; }

    public required string Peer { get; init; }

    public required string Grpc { get; init; }

    public required string Http { get; init; }

    public ulong? Height { get; init; }

    public string? BlockId { get; init; }

    public string? StateRoot { get; init; }

    public int? Peers { get; init; }
}
