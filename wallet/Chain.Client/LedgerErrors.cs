using Chain.Rpc;

namespace Chain.Client;

/// <summary>Turns statuses of the wire into the closed set of failures: the one place where that is decided.</summary>
internal static class LedgerErrors
{
    /// <summary>The metadata entry in which a node names its reason.</summary>
    public const string CodeKey = "chain-code";

    public static LedgerException Of(RpcException e)
    {
        string? code = e.Trailers[CodeKey];
        return e.Code switch
        {
            RpcStatusCode.Unavailable => Make(LedgerFailure.Unreachable, code ?? "UNREACHABLE", e),
            RpcStatusCode.DeadlineExceeded => Make(LedgerFailure.Deadline, code ?? "DEADLINE", e),
            RpcStatusCode.NotFound => Make(LedgerFailure.NotFound, code ?? "NOT_FOUND", e),
            RpcStatusCode.Internal or RpcStatusCode.DataLoss or RpcStatusCode.Unknown => Make(LedgerFailure.BadAnswer, code ?? "NODE_FAILED", e),
            _ when code == "WRONG_CHAIN" => Make(LedgerFailure.WrongChain, code, e),
            _ => Make(LedgerFailure.Refused, code ?? Name(e.Code), e),
        };
    }

    private static LedgerException Make(LedgerFailure failure, string code, RpcException e) =>
        new(failure, code, e.Status.Message.Length > 0 ? e.Status.Message : e.Code.ToString(), e);

    /// <summary>"ResourceExhausted" as "RESOURCE_EXHAUSTED".</summary>
    private static string Name(RpcStatusCode code) =>
        string.Concat(code.ToString().Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));
}
