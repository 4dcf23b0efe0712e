using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Files;

namespace Chain.Wallet.Cli;

/// <summary>chain-wallet: keys, balances, sending, staking, contracts.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        StandardHandles.Examine();
        ProcessMemory.KeepOutOfDumps();
        using var interruption = new Interruption();
        return await new CommandRunner(Environment.GetEnvironmentVariable, interruption.Token).RunAsync(arguments);
    }
}
