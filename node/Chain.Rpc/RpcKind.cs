namespace Chain.Rpc;

/// <summary>Which side of a call may send more than one message.</summary>
public enum RpcKind
{
    /// <summary>One request, one response.</summary>
    Unary,

    /// <summary>One request, many responses.</summary>
    ServerStreaming,

    /// <summary>Many requests, one response.</summary>
    ClientStreaming,

    /// <summary>Many of both, independent of each other.</summary>
    Duplex,
}
