using System.CommandLine;
using Chain.Types;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet send: coins to somebody.</summary>
internal static class SendCommand
{
    private static readonly Argument<string> s_to = new("to") { Description = "Who gets it: an address, a key's name, a name from the book, or dev0 to dev9." };
    private static readonly Argument<string> s_amount = new("amount") { Description = "How much: 1.5 or 1.5chn are coins, 1500grain is the smallest unit." };

    public static Command Build() => new Leaf("send", "Send coins to somebody.", RunAsync, [s_to, s_amount, .. WriteOptions.All]);

    private static Task<CommandResult> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        Primitives.Amount amount = AmountInput.ParsePositive(run.Value(s_amount));
        return new WriteFlow(run).SendAsync(
            (session, _) => Task.FromResult<TransactionAction>(new TransactionAction.Transfer(run.Resolver(session.Network).Resolve(run.Value(s_to)).Address, amount)), cancellationToken);
    }
}
