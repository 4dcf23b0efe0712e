using Chain.Client.Light;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Running;

/// <summary>Reads a balance: proved from the genesis file when the wallet has it, else as the node tells it.</summary>
internal static class BalanceReading
{
    public static async Task<BalanceAnswer> ReadAsync(Invocation run, NodeSession session, Address who, CancellationToken cancellationToken)
    {
        if (VerifiedReading.Of(run, session) is { } verified)
        {
            VerifiedAccount proved = await verified.ReadAsync((light, height, progress) => light.AccountAsync(who, height, progress, cancellationToken));
            return new BalanceAnswer(proved.Balance, proved.Height, IsVerified: true, VerifiedReading.Proved);
        }
        GetAccountResponse account = await session.AccountAsync(who, 0, cancellationToken);
        return new BalanceAnswer(AmountInput.FromNode(account.Balance), account.Height, IsVerified: false, VerifiedReading.Told);
    }
}
