using Chain.Api.Requests;
using Chain.Contracts;
using Chain.Primitives;
using Chain.State;

namespace Chain.Api;

/// <summary>Interfaces of contracts, read from their sources once and kept by code hash, the least recently used dropped first.</summary>
internal sealed class ContractInterfaces(LedgerData data, AddressField addresses, ContractThreads threads)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Hash256, LinkedListNode<(Hash256 Hash, ContractAbi Abi)>> _known = [];
    private readonly LinkedList<(Hash256 Hash, ContractAbi Abi)> _byUse = [];

    /// <summary>The interface that a contract has in the newest state.</summary>
    /// <exception cref="Rpc.RpcException">There is no contract.</exception>
    public async ValueTask<ContractAbi> RequireAsync(Address contract, Caller caller) =>
        await FindAsync(contract, caller) ?? throw ApiFault.NoContract(addresses.Format(contract));

    /// <summary>The same; null when there is no contract.</summary>
    public async ValueTask<ContractAbi?> FindAsync(Address contract, Caller caller) =>
        data.Read(state => state.TryGetContract(contract, out ContractRecord record) ? record.CodeHash : default(Hash256?)) is { } hash
            ? await FindAsync(hash, caller)
            : null;

    /// <summary>The interface of a code that is or was a contract's; null when the state has no such code. Codes stay in the state when no contract runs them any more.</summary>
    public async ValueTask<ContractAbi?> FindAsync(Hash256 hash, Caller caller)
    {
        if (TryGet(hash) is { } known)
            return known;
        return data.Read(state => state.TryGetCode(hash, out CodeRecord code) ? code.Source : default(ReadOnlyMemory<byte>?)) is { } source
            ? await ReadAsync(hash, source, caller)
            : null;
    }

    /// <summary>The interface of a source that the state holds.</summary>
    public async ValueTask<ContractAbi> ReadAsync(Hash256 hash, ReadOnlyMemory<byte> source, Caller caller)
    {
        if (TryGet(hash) is { } known)
            return known;
        ContractAbi read = await threads.RunAsync("reads of contracts", _ => Read(source, threads.AllowConsole), caller);
        Keep(hash, read);
        return read;
    }

    public static ReadOnlyMemory<byte> SourceOf(IStateReader state, Hash256 hash)
    {
        Invariant.Holds(state.TryGetCode(hash, out CodeRecord code), "a contract's source is in the state");
        return code.Source;
    }

    private static ContractAbi Read(ReadOnlyMemory<byte> source, bool allowConsole)
    {
        ContractAbi? abi = ContractCompiler.ReadAbi(source, new ContractCompileOptions { AllowConsole = allowConsole }, out ContractFault? fault);
        Invariant.Holds(abi is not null, $"a deployed source has an interface; {fault}");
        return abi;
    }

    private ContractAbi? TryGet(Hash256 hash)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(hash, out LinkedListNode<(Hash256 Hash, ContractAbi Abi)>? node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Abi;
        }
    }

    private void Keep(Hash256 hash, ContractAbi abi)
    {
        lock (_gate)
        {
            if (_known.ContainsKey(hash))
                return;
            _known.Add(hash, _byUse.AddFirst((hash, abi)));
            if (_known.Count <= ApiLimits.KnownInterfacesMax || _byUse.Last is not { } oldest)
                return;
            _byUse.RemoveLast();
            _known.Remove(oldest.Value.Hash);
        }
    }
}
