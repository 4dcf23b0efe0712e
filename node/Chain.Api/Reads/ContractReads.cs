using System.Text;
using Chain.Api.Mapping;
using Chain.Api.Requests;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.State;
using Chain.Storage.Stores;
using Google.Protobuf;

namespace Chain.Api.Reads;

/// <summary>What contracts there are, and what each shows.</summary>
internal sealed class ContractReads(LedgerData data, AddressField addresses, ContractInterfaces interfaces, HeightGate heights, ReadGate reads, ReadGate lists)
{
    public async ValueTask<GetContractResponse> ContractAsync(GetContractRequest request, Caller caller)
    {
        Address address = addresses.Read(request.Address, "address");
        await heights.WaitAsync(request.MinHeight, caller.CancellationToken);
        GetContractResponse response;
        Hash256 hash;
        ReadOnlyMemory<byte> source;
        using (await reads.EnterAsync("reads of contracts", caller.CancellationToken))
            (response, hash, source) = data.Read(state => Describe(state, address));
        ContractAbi abi = await interfaces.ReadAsync(hash, source, caller);
        response.Name = abi.Name;
        response.AbiJson = ContractJson.Interface(abi);
        if (!request.OmitSource)
            response.Source = Encoding.UTF8.GetString(source.Span);
        return response;
    }

    public async ValueTask<GetCodeResponse> CodeAsync(GetCodeRequest request, Caller caller)
    {
        Hash256 hash = HashField.Read(request.CodeHash, "code_hash");
        ReadOnlyMemory<byte>? source;
        using (await reads.EnterAsync("reads of contracts", caller.CancellationToken))
            source = data.Read(state => state.TryGetCode(hash, out CodeRecord code) ? code.Source : default(ReadOnlyMemory<byte>?));
        if (source is not { } found)
            throw ApiFault.NoCode(hash.ToString());
        ContractAbi abi = await interfaces.ReadAsync(hash, found, caller);
        return new GetCodeResponse { Name = abi.Name, AbiJson = ContractJson.Interface(abi), Source = request.OmitSource ? "" : Encoding.UTF8.GetString(found.Span) };
    }

    public async ValueTask<ListContractsResponse> ListAsync(ListContractsRequest request, Caller caller)
    {
        int pageSize = Math.Min(PageField.Read(request.PageSize), ApiLimits.ContractsPageMax);
        Cursor? cursor = Cursor.Read(request.Cursor, CursorKind.Contracts, data.GenesisHash, default);
        await heights.WaitAsync(request.MinHeight, caller.CancellationToken);
        ListContractsResponse response;
        IReadOnlyList<Hash256> codes;
        using (await lists.EnterAsync("lists", caller.CancellationToken))
        {
            // A cursor holds how many were told, in the place of a height.
            (response, codes) = data.Read(state => List(state, cursor?.Height ?? 0, pageSize));
        }
        for (int i = 0; i < codes.Count; i++)
            response.Contracts[i].Name = (await interfaces.FindAsync(codes[i], caller))?.Name ?? "";
        return response;
    }

    private (ListContractsResponse Response, IReadOnlyList<Hash256> Codes) List(StateSnapshot state, ulong number, int pageSize)
    {
        var response = new ListContractsResponse { Height = state.Height };
        var codes = new List<Hash256>();
        ulong count = state.ContractCount();
        for (; number < count && response.Contracts.Count < pageSize; number++)
        {
            Address address = state.ListedContract(number);
            bool isThere = state.TryGetContract(address, out ContractRecord contract);
            Invariant.Holds(isThere, "a listed contract exists");
            response.Contracts.Add(Summary(state, address, contract));
            codes.Add(contract.CodeHash);
        }
        if (number < count)
            response.NextCursor = new Cursor(number, 0, 0).Format(CursorKind.Contracts, data.GenesisHash, default);
        return (response, codes);
    }

    private (GetContractResponse Response, Hash256 Code, ReadOnlyMemory<byte> Source) Describe(StateSnapshot state, Address address)
    {
        if (!state.TryGetContract(address, out ContractRecord contract))
            throw ApiFault.NoContract(addresses.Format(address));
        state.TryGetAccount(address, out AccountRecord account);
        var response = new GetContractResponse
        {
            Height = state.Height,
            Address = addresses.Format(address),
            CodeHash = ByteString.CopyFrom(contract.CodeHash.Span),
            CodeHashHex = contract.CodeHash.ToString(),
            Upgrader = Upgrader(contract),
            Balance = ReceiptMapping.Grains(account.Balance),
            UpgradeCount = contract.UpgradeCount,
            CreateCount = contract.CreateCount,
            Receives = account.AcceptsTransfers,
        };
        return (response, contract.CodeHash, ContractInterfaces.SourceOf(state, contract.CodeHash));
    }

    private ContractSummary Summary(StateSnapshot state, Address address, ContractRecord contract) => new()
    {
        Address = addresses.Format(address),
        CodeHashHex = contract.CodeHash.ToString(),
        Upgrader = Upgrader(contract),
        Balance = ReceiptMapping.Grains(state.Balance(address)),
    };

    private string Upgrader(ContractRecord contract) => contract.IsImmutable ? "" : addresses.Format(contract.Upgrader);
}
