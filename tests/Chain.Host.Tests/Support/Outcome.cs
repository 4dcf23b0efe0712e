namespace Chain.Host.Tests.Support;

/// <summary>How a run of the program ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors, bool HasStarted)
{
    /// <summary>It refused: a code that is not zero, a message that holds the words, nothing on stdout, no stack trace.</summary>
    public void AssertRefused(params string[] words)
    {
        Assert.NotEqual(0, ExitCode);
        Assert.False(HasStarted, Errors);
        Assert.Empty(Output);
        foreach (string word in words)
            Assert.Contains(word, Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Chain.", Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", Errors, StringComparison.Ordinal);
    }
}
