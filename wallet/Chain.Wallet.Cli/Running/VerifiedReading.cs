using Chain.Client;
using Chain.Client.Light;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Running;

/// <summary>Reads that are proved from the genesis file: there is one only where the wallet has that file.</summary>
internal sealed class VerifiedReading
{
    /// <summary>What is said of a value that was proved.</summary>
    public const string Proved = "verified: proved by signatures of more than two thirds of the stake, followed from genesis";

    /// <summary>What is said of a value that was not.</summary>
    public const string Told = "as told by the node; give the genesis file once (--genesis FILE) to have it verified";

    private readonly Invocation _run;
    private readonly NodeSession _session;

    private VerifiedReading(Invocation run, NodeSession session, LightClient light)
    {
        _run = run;
        _session = session;
        Light = light;
    }

    private LightClient Light { get; }

    /// <summary>Null when the genesis file is not known.</summary>
    /// <exception cref="WalletException">The genesis file is another chain's.</exception>
    public static VerifiedReading? Of(Invocation run, NodeSession session)
    {
        if (run.GenesisFile is not { } genesisFile)
            return null;
        string path = run.Networks.GenesisPathOf(session.Network.Name);
        Types.GenesisDocument genesis = GenesisInput.Parse(genesisFile, path);
        if (genesis.Hash != session.Network.GenesisHash)
            throw new WalletException(ProblemKind.WrongChain, "genesis", $"'{path}' is the genesis file of another chain than network {session.Network.Name} means", null, "give the right one with --genesis FILE");
        return new VerifiedReading(run, session, new LightClient(session.Client, genesis, new TrustedChainFile(run.Networks.TrustedPathOf(session.Network.Name))));
    }

    /// <summary>Reads at the newest height. It is proved by the block after it: when none comes in time, the newest proved one is taken.</summary>
    /// <param name="read">What is read: given the least height.</param>
    public async Task<T> ReadAsync<T>(Func<LightClient, ulong, IProgress<ulong>, Task<T>> read)
    {
        var progress = new Progress(_run, _session.Status.Height, Light.Trusted.Height);
        try
        {
            return await read(Light, _session.Status.Height, progress);
        }
        catch (LedgerException e) when (e.Code == "HEIGHT_NOT_REACHED")
        {
            return await AgainAsync(read, progress);
        }
        catch (LedgerException e)
        {
            throw NodeFailures.Of(e, _session.Client.Address);
        }
    }

    private async Task<T> AgainAsync<T>(Func<LightClient, ulong, IProgress<ulong>, Task<T>> read, Progress progress)
    {
        try
        {
            return await read(Light, 0, progress);
        }
        catch (LedgerException e)
        {
            throw NodeFailures.Of(e, _session.Client.Address);
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
