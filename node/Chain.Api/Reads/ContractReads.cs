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
    public async ValueTask<GetContractResponse> ContractAsync(GetContractRequest request, CancellationToken cancellationToken)
    {
        Address address = addresses.Read(request.Address, "address");
        await heights.WaitAsync(request.MinHeight, cancellationToken);
        GetContractResponse response;
        Hash256 hash;
        ReadOnlyMemory<byte> source;
        using (await reads.EnterAsync("reads of contracts", cancellationToken))
        {
            using StateSnapshot state = data.OpenState();
            if (!state.TryGetContract(address, out ContractRecord contract))
                throw ApiFault.NoContract(addresses.Format(address));
            hash = contract.CodeHash;
            source = ContractInterfaces.SourceOf(state, hash);
            response = Describe(state, address, contract);
        }
        ContractAbi abi = await interfaces.ReadAsync(hash, source, cancellationToken);
        response.Name = abi.Name;
        response.AbiJson = ContractJson.Interface(abi);
        if (!request.OmitSource)
            response.Source = Encoding.UTF8.GetString(source.Span);
        return response;
    }

    public async ValueTask<ListContractsResponse> ListAsync(ListContractsRequest request, CancellationToken cancellationToken)
    {
        int pageSize = PageField.Read(request.PageSize);
        Cursor? cursor = Cursor.Read(request.Cursor, CursorKind.Contracts, data.GenesisHash, default);
        await heights.WaitAsync(request.MinHeight, cancellationToken);
        using ReadGate.Place place = await lists.EnterAsync("lists", cancellationToken);
        using StateSnapshot state = data.OpenState();
        var response = new ListContractsResponse { Height = state.Height };
        ulong count = state.ContractCount();
        // A cursor holds how many were told, in the place of a height.
        ulong number = cursor?.Height ?? 0;
        for (; number < count && response.Contracts.Count < pageSize; number++)
            response.Contracts.Add(Summary(state, state.ListedContract(number)));
        if (number < count)
            response.NextCursor = new Cursor(number, 0, 0).Format(CursorKind.Contracts, data.GenesisHash, default);
        return response;
    }

    private GetContractResponse Describe(StateSnapshot state, Address address, ContractRecord contract)
    {
        state.TryGetAccount(address, out AccountRecord account);
        return new GetContractResponse
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
    }

    private ContractSummary Summary(StateSnapshot state, Address address)
    {
        Invariant.Holds(state.TryGetContract(address, out ContractRecord contract), "a listed contract exists");
        return new ContractSummary
        {
            Address = addresses.Format(address),
            CodeHashHex = contract.CodeHash.ToString(),
            Upgrader = Upgrader(contract),
            Balance = ReceiptMapping.Grains(state.Balance(address)),
        };
    }

    private string Upgrader(ContractRecord contract) => contract.IsImmutable ? "" : addresses.Format(contract.Upgrader);
}
