namespace Chain.Testnet;

/// <summary>What stopped a command: shown as one block of text, and as an error of the JSON envelope. Caught in one place, Program.</summary>
internal sealed class TestnetException(int exitCode, string code, string message, string next) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public string Code { get; } = code;

    public string Next { get; } = next;
}
