using System.CommandLine;
using Chain.Wallet.Cli.Commands;

namespace Chain.Wallet.Cli.CommandLine;

/// <summary>All commands of the wallet.</summary>
internal static class WalletRoot
{
    public static RootCommand Build()
    {
        var root = new RootCommand("Keys, balances, sending, staking and contracts.");
        // No directives: a word in brackets is an argument like any other.
        root.Directives.Clear();
        foreach (Option option in GlobalOptions.All)
            root.Add(option);
        root.Add(KeyCommands.Build());
        root.Add(MnemonicCommands.Build());
        root.Add(BookCommands.Build());
        foreach (Command command in AccountCommands.Build())
            root.Add(command);
        root.Add(SendCommand.Build());
        root.Add(StakeCommands.Build());
        root.Add(ValidatorCommands.Build());
        root.Add(ContractCommands.Build());
        root.Add(TransactionCommands.Build());
        root.Add(WatchCommands.Build());
        root.Add(FeeCommand.Build());
        root.Add(DoctorCommand.Build());
        root.Add(CompletionCommand.Build(root));
        return root;
    }
}
