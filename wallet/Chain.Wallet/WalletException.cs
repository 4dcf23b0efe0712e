namespace Chain.Wallet;

/// <summary>Carries a <see cref="WalletProblem"/> from the wallet's edges (files, network, terminal) to the one place that reports it.</summary>
public sealed class WalletException : Exception
{
    /// <summary>Wraps a problem.</summary>
    public WalletException(WalletProblem problem, Exception? inner = null)
        : base(problem.Message, inner) => Problem = problem;

    /// <summary>Shorthand for a problem of four parts.</summary>
    public WalletException(ProblemKind kind, string code, string message, string? cause = null, string? next = null)
        : this(new WalletProblem(kind, code, message, cause, next))
    {
    }

    /// <summary>What went wrong.</summary>
    public WalletProblem Problem { get; }
}
