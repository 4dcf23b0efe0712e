using Chain.Client;

namespace Chain.Wallet.Nodes;

/// <summary>Turns what a node's client reports into the wallet's problems: the one place where that is decided.</summary>
public static class NodeFailures
{
    /// <summary>The problem, with the node's own words made fit to be shown.</summary>
    public static WalletException Of(LedgerException e, Uri node)
    {
        string said = Display.Safe(e.Message);
        string code = Display.Safe(e.Code).ToLowerInvariant().Replace('_', '-');
        return e.Failure switch
        {
            LedgerFailure.Unreachable => new(new(ProblemKind.Unreachable, "unreachable", $"the node at {node} cannot be reached", said, "start it (./chain testnet up), or name another with --node URL"), e),
            LedgerFailure.Deadline => new(new(ProblemKind.Unreachable, "no-answer", $"the node at {node} does not answer in time", said, "try again, or name another with --node URL"), e),
            LedgerFailure.NotFound => new(new(ProblemKind.NotFound, code, said), e),
            LedgerFailure.WrongChain => new(new(ProblemKind.WrongChain, "wrong-chain", said, null, "name a node of the right network with --node URL"), e),
            LedgerFailure.BadAnswer => new(new(ProblemKind.Unreachable, "bad-answer", $"the node at {node} gives answers that cannot be right", said, "name another with --node URL"), e),
            _ => new(new(ProblemKind.Refused, code, $"the node refused: {said}"), e),
        };
    }
}
