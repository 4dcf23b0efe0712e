using Chain.Protocol.V1;
using Chain.Rpc;
using Google.Protobuf;

namespace Chain.Client;

/// <summary>A node's Contracts service, typed. Failures are those of <see cref="LedgerClient"/>.</summary>
public sealed class ContractsClient
{
    private readonly RpcClient _contracts;
    private readonly Func<CancellationToken, Task> _requireChain;

    internal ContractsClient(RpcClient contracts, Func<CancellationToken, Task> requireChain)
    {
        _contracts = contracts;
        _requireChain = requireChain;
    }

    /// <summary>A contract, by its address in bech32m: source, interface, upgrader, balance.</summary>
    public Task<GetContractResponse> GetAsync(string address, ulong minHeight = 0, CancellationToken cancellationToken = default) =>
        CallAsync<GetContractRequest, GetContractResponse>("GetContract", new() { Address = address, MinHeight = minHeight }, cancellationToken);

    /// <summary>Contracts in the order in which they were made; the answer's cursor continues.</summary>
    public Task<ListContractsResponse> ListAsync(int pageSize, string cursor = "", CancellationToken cancellationToken = default) =>
        CallAsync<ListContractsRequest, ListContractsResponse>("ListContracts", new() { PageSize = (uint)pageSize, Cursor = cursor }, cancellationToken);

    /// <summary>A source by the hash of the code, also one that no contract runs any more.</summary>
    public Task<GetCodeResponse> GetCodeAsync(ReadOnlyMemory<byte> codeHash, CancellationToken cancellationToken = default) =>
        CallAsync<GetCodeRequest, GetCodeResponse>("GetCode", new() { CodeHash = ByteString.CopyFrom(codeHash.Span) }, cancellationToken);

    /// <summary>Runs a method that changes nothing.</summary>
    public Task<ViewResponse> ViewAsync(ViewRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ViewRequest, ViewResponse>("View", request, cancellationToken);

    /// <summary>One entry of a contract's state, with what proves it. It is not checked here.</summary>
    public Task<ReadContractStateResponse> ReadStateAsync(ReadContractStateRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ReadContractStateRequest, ReadContractStateResponse>("ReadContractState", request, cancellationToken);

    /// <summary>Events, oldest first; the answer's cursor continues.</summary>
    public Task<ListEventsResponse> ListEventsAsync(ListEventsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ListEventsRequest, ListEventsResponse>("ListEvents", request, cancellationToken);

    private async Task<TResponse> CallAsync<TRequest, TResponse>(string method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        await _requireChain(cancellationToken);
        try
        {
            return await _contracts.UnaryAsync<TRequest, TResponse>(method, request, null, cancellationToken);
        }
        catch (RpcException e)
        {
            throw LedgerErrors.Of(e);
        }
    }
}
