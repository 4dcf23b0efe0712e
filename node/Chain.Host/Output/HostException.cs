namespace Chain.Host.Output;

/// <summary>What stopped a command: what, why, what next, and a stable code. Caught in one place, <see cref="CommandRunner"/>.</summary>
internal sealed class HostException(int exitCode, string code, string message, string next, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;

    public string Code { get; } = code;

    public string Next { get; } = next;
}
