using Chain.Api.Reads;
using Chain.Api.Requests;
using Chain.Node.Face;
using Chain.Protocol.V1;
using Chain.Rpc;

namespace Chain.Api;

/// <summary>The Contracts service: which method is answered by which class.</summary>
internal static class ContractsService
{
    public static RpcService Build(
        NodeHandle node, LedgerData data, AddressField addresses, HeightGate heights, StateReads entries, ContractThreads threads, ReadGate reads, ReadGate lists)
    {
        var interfaces = new ContractInterfaces(data, addresses, threads);
        var json = new ContractJson(node.Genesis.AddressPrefix);
        var contracts = new ContractReads(data, addresses, interfaces, heights, reads, lists);
        var views = new ContractViews(node, data, addresses, interfaces, json, heights, threads);
        var states = new ContractStateReads(entries, addresses, interfaces, json);
        var events = new ContractEventReads(node, data, addresses, interfaces, json, heights, lists);
        return RpcService.For(ContractsReflection.Descriptor.Services[0])
            .Unary<GetContractRequest, GetContractResponse>("GetContract", (request, call) => contracts.ContractAsync(request, Caller.Of(call)))
            .Unary<GetCodeRequest, GetCodeResponse>("GetCode", (request, call) => contracts.CodeAsync(request, Caller.Of(call)))
            .Unary<ListContractsRequest, ListContractsResponse>("ListContracts", (request, call) => contracts.ListAsync(request, Caller.Of(call)))
            .Unary<ViewRequest, ViewResponse>("View", (request, call) => views.ViewAsync(request, Caller.Of(call)))
            .Unary<ReadContractStateRequest, ReadContractStateResponse>("ReadContractState", (request, call) => states.ReadAsync(request, Caller.Of(call)))
            .Unary<ListEventsRequest, ListEventsResponse>("ListEvents", (request, call) => events.ListAsync(request, Caller.Of(call)))
            .Build();
    }
}
