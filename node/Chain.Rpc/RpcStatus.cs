namespace Chain.Rpc;

/// <summary>How a call ended: a code, and a text for people.</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">Why, in one sentence; empty when all is well.</param>
public readonly record struct RpcStatus(RpcStatusCode Code, string Message)
{
    /// <summary>Success.</summary>
    public static readonly RpcStatus Ok = new(RpcStatusCode.Ok, "");

    /// <summary>True for success.</summary>
    public bool IsOk => Code == RpcStatusCode.Ok;

    /// <inheritdoc/>
    public override string ToString() => Message.Length == 0 ? Code.ToString() : $"{Code}: {Message}";
}
