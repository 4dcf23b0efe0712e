namespace Chain.Rpc;

/// <summary>A call that ended with another status than OK. A handler throws it to choose the status; the client gets it back.</summary>
/// <remarks>The message crosses the wire: it must not tell more than the caller may know.</remarks>
public sealed class RpcException : Exception
{
    /// <summary>With a code and a text for people.</summary>
    public RpcException(RpcStatusCode code, string message, Exception? inner = null)
        : this(new RpcStatus(code, message), null, inner)
    {
    }

    /// <summary>With a status, and metadata that travels in the trailers.</summary>
    public RpcException(RpcStatus status, RpcMetadata? trailers = null, Exception? inner = null)
        : base(status.Message, inner)
    {
        if (status.IsOk)
            throw new ArgumentException("an exception cannot carry the status OK", nameof(status));
        Status = status;
        Trailers = trailers ?? new RpcMetadata();
    }

    /// <summary>How the call ended.</summary>
    public RpcStatus Status { get; }

    /// <summary>The code of <see cref="Status"/>.</summary>
    public RpcStatusCode Code => Status.Code;

    /// <summary>True when this side found that the other broke the protocol or a size limit; false for a status that the other side reported, or that the transport gave.</summary>
    public bool IsViolation { get; init; }

    /// <summary>Metadata that came, or is to go, with the status.</summary>
    public RpcMetadata Trailers { get; }
}
