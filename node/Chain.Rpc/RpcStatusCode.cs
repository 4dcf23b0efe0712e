namespace Chain.Rpc;

/// <summary>The status codes of gRPC, with their numbers on the wire.</summary>
public enum RpcStatusCode
{
    /// <summary>The call succeeded.</summary>
    Ok = 0,

    /// <summary>The caller gave the call up.</summary>
    Cancelled = 1,

    /// <summary>An error without a better name.</summary>
    Unknown = 2,

    /// <summary>The request is wrong, whatever the state of the server.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed first; the outcome is open.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>What was to be created exists.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A limit is reached: size, rate, number of calls.</summary>
    ResourceExhausted = 8,

    /// <summary>The state of the server does not allow the call; repeating it does not help by itself.</summary>
    FailedPrecondition = 9,

    /// <summary>A conflict with something concurrent; the caller may start over.</summary>
    Aborted = 10,

    /// <summary>Beyond the valid range as it is now.</summary>
    OutOfRange = 11,

    /// <summary>The method, or the encoding asked for, is not served here.</summary>
    Unimplemented = 12,

    /// <summary>The server is at fault. Says nothing more, on purpose.</summary>
    Internal = 13,

    /// <summary>Cannot be reached, or is stopping; the caller may try again.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or damaged.</summary>
    DataLoss = 15,

    /// <summary>The caller did not prove who it is.</summary>
    Unauthenticated = 16,
}
