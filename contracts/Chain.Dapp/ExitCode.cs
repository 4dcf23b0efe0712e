namespace Chain.Dapp;

/// <summary>The exit codes of every command line of this project that this one can end with; docs/operating/commands.md lists them for people.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Unexpected = 1;
    public const int Usage = 2;
    public const int NotFound = 3;

    /// <summary>A port is taken.</summary>
    public const int Unreachable = 4;

    /// <summary>The source is refused.</summary>
    public const int Refused = 5;

    /// <summary>It ran, and failed: an error that nobody caught, or a limit.</summary>
    public const int Failed = 6;
}
