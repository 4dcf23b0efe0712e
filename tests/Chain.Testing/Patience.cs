namespace Chain.Testing;

/// <summary>How long a test waits for what must come. Nothing is measured by it: it only turns a wait for ever into a failure, so it may be long.</summary>
public static class Patience
{
    /// <summary>Longer than the slowest machine needs.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(3);
}
