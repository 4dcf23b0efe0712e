namespace Chain.Wallet;

/// <summary>Why the wallet could not do something, in the four parts that people need.</summary>
/// <param name="Kind">The sort, which is also the exit code.</param>
/// <param name="Code">A short stable name for programs: lower case, hyphens.</param>
/// <param name="Message">What happened, one sentence. Never key material.</param>
/// <param name="Cause">Why, when it is known.</param>
/// <param name="Next">What to do about it.</param>
public sealed record WalletProblem(ProblemKind Kind, string Code, string Message, string? Cause = null, string? Next = null)
{
    /// <summary>Lines of text that show the place which is meant, such as of a contract's source.</summary>
    public IReadOnlyList<string> Excerpt { get; init; } = [];
}
