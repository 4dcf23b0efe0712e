using Chain.Execution;
using Chain.Host.Configuration;
using Chain.Host.Keys;
using Chain.Host.Output;
using Chain.Node;
using Chain.Node.Seams;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Primitives.Encoding;
using Chain.Storage.Files;
using Chain.Storage.KeyValue;
using Chain.Storage.Log;
using Chain.Storage.Signing;
using Chain.Storage.Stores;
using Chain.Types;

namespace Chain.Host.Running;

/// <summary>The open files of a home: lock first, then stores, log and signer; closed the other way round.</summary>
internal sealed class NodeFiles : IDisposable
{
    private readonly HomeLock _lock;

    private NodeFiles(HomeLock homeLock, StateStore state, HistoryStore history, SegmentedLog log, KeySigner? signer)
    {
        _lock = homeLock;
        Stores = new NodeStores(state, history);
        Log = log;
        Signer = signer;
    }

    public NodeStores Stores { get; }

    public SegmentedLog Log { get; }

    public KeySigner? Signer { get; }

    /// <summary>Makes the data of a new home: empty history and log, genesis state, and a signer that never signed.</summary>
    public static void Create(HomeLayout layout, GenesisDocument genesis, PublicKey consensusKey)
    {
        DurableFile.CreateFolder(layout.DataFolder);
        using (StateStore state = StateStore.Create(LmdbStore.Create(new LmdbOptions(layout.StateFolder, Schema.State.All)), genesis.Hash, GenesisState.Build(genesis)))
        using (HistoryStore history = HistoryStore.Create(LmdbStore.Create(new LmdbOptions(layout.HistoryFolder, Schema.History.All)), genesis.Hash))
        using (SegmentedLog log = SegmentedLog.Create(new LogOptions(layout.LogFolder, genesis.Hash), firstHeight: 1))
        using (SignerStateFile signer = SignerStateFile.Create(layout.SignerStateFile, new SignerIdentity(consensusKey, genesis.Hash)))
        {
        }
        DurableFile.SyncFolderAndParent(layout.DataFolder);
    }

    /// <summary>Opens what <see cref="Create"/> made. Nothing is made here: a file that is missing was lost, and starting without it could sign twice.</summary>
    public static NodeFiles Open(HomeLayout layout, GenesisDocument genesis, NodeConfiguration configuration)
    {
        HomeLock homeLock = HomeLock.Take(layout.Home);
        var open = new Stack<IDisposable>();
        open.Push(homeLock);
        try
        {
            StateStore state = StateStore.Open(LmdbStore.Open(new LmdbOptions(layout.StateFolder, Schema.State.All) { BytesMax = configuration.MapBytes }), genesis.Hash);
            open.Push(state);
            HistoryStore history = HistoryStore.Open(LmdbStore.Open(new LmdbOptions(layout.HistoryFolder, Schema.History.All) { BytesMax = configuration.MapBytes }), genesis.Hash);
            open.Push(history);
            SegmentedLog log = SegmentedLog.Open(new LogOptions(layout.LogFolder, genesis.Hash));
            open.Push(log);
            return new NodeFiles(homeLock, state, history, log, OpenSigner(layout, genesis, configuration));
        }
        catch
        {
            while (open.TryPop(out IDisposable? file))
                file.Dispose();
            throw;
        }
    }

    /// <summary>The operator of this node's validator, when one is configured.</summary>
    public static Address? Operator(GenesisDocument genesis, NodeConfiguration configuration)
    {
        if (configuration.Validator.Length == 0)
            return null;
        return AddressText.TryParse(configuration.Validator, genesis.AddressPrefix, out Address address, out AddressTextError error)
            ? address
            : throw new HostException(ExitCode.Usage, "CONFIG", $"validator.operator is '{configuration.Validator}', which is not an address of this network ({error}).", $"Addresses here begin with {genesis.AddressPrefix}1.");
    }

    public void Dispose()
    {
        Signer?.Dispose();
        Log.Dispose();
        Stores.History.Dispose();
        Stores.State.Dispose();
        _lock.Dispose();
    }

    private static KeySigner? OpenSigner(HomeLayout layout, GenesisDocument genesis, NodeConfiguration configuration)
    {
        if (Operator(genesis, configuration) is null)
            return null;
        PrivateKey key = KeyFile.Read(layout.ConsensusKeyFile);
        try
        {
            return new KeySigner(key, SignerStateFile.Open(layout.SignerStateFile, new SignerIdentity(key.GetPublicKey(), genesis.Hash)));
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
