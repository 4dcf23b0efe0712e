using Chain.Primitives.Crypto;
using Chain.Rpc;
using Chain.Storage;

namespace Chain.Host.Output;

/// <summary>Runs a command; the one place where its failures become a message and an exit code.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(bool json, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception exception) when (Describe(exception) is { } failure)
        {
            if (json)
                Envelope.Failure(failure);
            else
                Print(failure);
            return failure.ExitCode;
        }
    }

    public static int Run(bool json, Func<int> command) => RunAsync(json, () => Task.FromResult(command())).GetAwaiter().GetResult();

    public static void Print(HostException failure)
    {
        Console.Error.WriteLine($"chain-node: {failure.Message} [{failure.Code}]");
        Console.Error.WriteLine($"            {failure.Next}");
    }

    // What is not here is a defect, and leaves with its stack trace.
    private static HostException? Describe(Exception exception) => exception switch
    {
        HostException failure => failure,
        StorageFailure failure => new HostException(ExitCode.Unexpected, $"STORAGE_{failure.Fault.ToString().ToUpperInvariant()}", $"{failure.Where}: {failure.Why}.", $"{failure.Next}.", failure.InnerException),
        RpcBindException failure => new HostException(ExitCode.NotReady, "PORT_TAKEN", failure.Message, "Stop the other program, or choose another port in node.json."),
        Secp256k1UnavailableException failure => new HostException(ExitCode.Unexpected, "LIBRARY_MISSING", failure.Message, "Install it: sudo apt-get install libsecp256k1-1"),
        UnauthorizedAccessException or IOException => new HostException(ExitCode.Unexpected, "FILES", exception.Message, "Check the path, its owner and rights, and the free space."),
        OperationCanceledException => new HostException(ExitCode.Interrupted, "INTERRUPTED", "Interrupted.", "Nothing more to do."),
        _ => null,
    };
}
