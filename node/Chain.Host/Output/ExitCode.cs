namespace Chain.Host.Output;

/// <summary>The exit codes of every command line of this project; docs/operating/commands.md lists them for people.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Unexpected = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int NotReady = 4;
    public const int KeyProblem = 7;
    public const int Interrupted = 130;
}
