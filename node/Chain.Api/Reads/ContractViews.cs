using Chain.Api.Mapping;
using Chain.Api.Requests;
using Chain.Contracts;
using Chain.Node.Face;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.State;
using Chain.Storage.Stores;
using Chain.Types;
using Google.Protobuf;
using ViewRequest = Chain.Protocol.V1.ViewRequest;

namespace Chain.Api.Reads;

/// <summary>Runs methods that change nothing, on threads of their own, under a cap of gas.</summary>
internal sealed class ContractViews(
    NodeHandle node, LedgerData data, AddressField addresses, ContractInterfaces interfaces, ContractJson json, HeightGate heights, ContractThreads threads)
{
    public async ValueTask<ViewResponse> ViewAsync(ViewRequest request, Caller caller)
    {
        Address contract = addresses.Read(request.Contract, "contract");
        Address from = request.From.Length == 0 ? default : addresses.Read(request.From, "from");
        ulong gas = request.Gas == 0 ? ApiLimits.ViewGasDefault : request.Gas;
        if (gas > ApiLimits.ViewGasMax)
            throw ApiFault.Field("gas", $"is {gas}; a view may have up to {ApiLimits.ViewGasMax}");
        if (request.Arguments.Length > ProtocolLimits.ArgumentsBytesMax)
            throw ApiFault.Field("arguments", $"has {request.Arguments.Length} bytes, the most is {ProtocolLimits.ArgumentsBytesMax}");
        if (request.Height > node.Status.Height)
            throw ApiFault.Ahead(request.Height, node.Status.Height);
        await heights.WaitAsync(request.MinHeight, caller.CancellationToken);
        ContractAbi abi = await interfaces.RequireAsync(contract, caller);
        AbiMethod method = abi.FindMethod(request.Method) ?? throw ApiFault.NoMember(request.Contract, "method", request.Method);
        if (!method.IsView)
            throw ApiFault.Field("method", $"'{method.Name}' is not a view; send a transaction to call it");
        var asked = new Chain.Contracts.ViewRequest
        {
            Sender = from,
            Contract = contract,
            Method = method.Name,
            Arguments = json.ReadArguments(method.Arguments, request.Arguments, request.ArgumentsJson),
            Gas = gas,
        };
        return await threads.RunAsync("views", runtime =>
        {
            ViewResponse Answer(StateSnapshot state) => Run(runtime, state, asked, method);
            return request.Height == 0 ? data.Read(Answer) : data.Read(request.Height, Answer);
        }, caller);
    }

    private ViewResponse Run(ContractRuntime runtime, StateSnapshot state, Chain.Contracts.ViewRequest asked, AbiMethod method)
    {
        var context = new ContractContext(state.Height, state.ReadChain().TimeMs, node.Genesis.AddressPrefix, data.GenesisHash);
        ContractOutcome outcome = runtime.View(state, context, asked);
        return outcome.Status switch
        {
            ReceiptStatus.OutOfGas => throw ApiFault.OutOfGas(asked.Gas),
            ReceiptStatus.OutOfMemory or ReceiptStatus.TooDeep => throw ApiFault.ViewTooLarge(ReceiptMapping.Text(outcome.Status)),
            ReceiptStatus.ArgumentsInvalid => throw ApiFault.Arguments("arguments", outcome.Message),
            ReceiptStatus.ContractUnknown => throw ApiFault.NoContract(addresses.Format(asked.Contract)),
            ReceiptStatus.InternalFault => throw ApiFault.Internal("The view"),
            _ => Answer(outcome, method, state.Height),
        };
    }

    private ViewResponse Answer(ContractOutcome outcome, AbiMethod method, ulong height)
    {
        var response = new ViewResponse { Height = height, GasUsed = outcome.GasUsed };
        if (!outcome.IsSuccess)
        {
            response.Failure = new ContractFailure
            {
                Status = ReceiptMapping.Code(outcome.Status),
                Code = ReceiptText.Cut(outcome.Code, ProtocolLimits.FailureCodeBytesMax),
                Message = ReceiptText.Cut(outcome.Message, ProtocolLimits.FailureMessageBytesMax),
                Contract = outcome.FailedAt is { } at ? addresses.Format(at) : "",
                Function = ReceiptText.Cut(outcome.Function, ProtocolLimits.FunctionNameBytesMax),
                Line = outcome.Line,
                Column = outcome.Column,
            };
            return response;
        }
        response.ReturnValue = ByteString.CopyFrom(outcome.ReturnValue.Span);
        if (method.Returns is { } type)
            response.ReturnJson = json.Write(type, outcome.ReturnValue.Span);
        return response;
    }
}
