using Chain.Client;
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
        if (run.GenesisFile is { } genesisFile)
            return await VerifiedAsync(run, session, genesisFile, who, cancellationToken);
        GetAccountResponse account = await session.AccountAsync(who, 0, cancellationToken);
        return new BalanceAnswer(AmountInput.FromNode(account.Balance), account.Height, IsVerified: false, "as told by the node; give the genesis file once (--genesis FILE) to have it verified");
    }

    private static async Task<BalanceAnswer> VerifiedAsync(Invocation run, NodeSession session, byte[] genesisFile, Address who, CancellationToken cancellationToken)
    {
        string path = run.Networks.GenesisPathOf(session.Network.Name);
        Types.GenesisDocument genesis = GenesisInput.Parse(genesisFile, path);
        if (genesis.Hash != session.Network.GenesisHash)
            throw new WalletException(ProblemKind.WrongChain, "genesis", $"'{path}' is the genesis file of another chain than network {session.Network.Name} means", null, "give the right one with --genesis FILE");
        var light = new LightClient(session.Client, genesis, new TrustedChainFile(run.Networks.TrustedPathOf(session.Network.Name)));
        var progress = new Progress(run, session.Status.Height, light.Trusted.Height);
        try
        {
            VerifiedAccount account = await ReadAsync(light, who, session.Status.Height, progress, cancellationToken);
            return new BalanceAnswer(account.Balance, account.Height, IsVerified: true, "verified: proved by signatures of more than two thirds of the stake, followed from genesis");
        }
        catch (LedgerException e)
        {
            throw NodeFailures.Of(e, session.Client.Address);
        }
    }

    /// <summary>The newest state is proved by the block after it. When none comes in time, the newest proved one is taken, and its height shown.</summary>
    private static async Task<VerifiedAccount> ReadAsync(LightClient light, Address who, ulong height, IProgress<ulong> progress, CancellationToken cancellationToken)
    {
        try
        {
            return await light.AccountAsync(who, height, progress, cancellationToken);
        }
        catch (LedgerException e) when (e.Code == "HEIGHT_NOT_REACHED")
        {
            return await light.AccountAsync(who, 0, progress, cancellationToken);
        }
    }

    /// <summary>Following many headers takes a while the first time: a line every ten thousand.</summary>
    private sealed class Progress(Invocation run, ulong goal, ulong start) : IProgress<ulong>
    {
        private const ulong Step = 10_000;
        private ulong _told = start;

        public void Report(ulong value)
        {
            if (value < _told + Step)
                return;
            _told = value;
            run.Report.Note($"verifying headers: {value} of {goal}");
        }
    }
}
