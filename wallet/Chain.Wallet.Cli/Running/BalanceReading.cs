using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Running;

/// <summary>Reads a balance: proved when the wallet has the genesis file, else as the node tells it.</summary>
internal static class BalanceReading
{
    public static async Task<BalanceAnswer> ReadAsync(NodeSession session, Address who, CancellationToken cancellationToken)
    {
        GetAccountResponse account = await session.AccountAsync(who, 0, cancellationToken);
        return new BalanceAnswer(AmountInput.FromNode(account.Balance), account.Height, IsVerified: false, "as told by the node");
    }
}
