using System.Reflection;
using Chain.Api.Mapping;
using Chain.Api.Requests;
using Chain.Node.Face;
using Chain.Protocol.V1;
using Chain.Types;
using Google.Protobuf;

namespace Chain.Api.Reads;

/// <summary>What the node is, where it stands, and the chain's parameters.</summary>
internal sealed class StatusReads(NodeHandle node, AddressField addresses, HeightGate heights)
{
    private static readonly string Version =
        typeof(StatusReads).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public async ValueTask<GetStatusResponse> StatusAsync(GetStatusRequest request, CancellationToken cancellationToken)
    {
        await heights.WaitAsync(request.MinHeight, cancellationToken);
        NodeStatus status = node.Status;
        return new GetStatusResponse
        {
            Network = node.Genesis.Network,
            GenesisHash = BlockMapping.Bytes(node.Genesis.Hash),
            GenesisHashHex = node.Genesis.Hash.ToString(),
            AddressPrefix = node.Genesis.AddressPrefix,
            Version = Version,
            Height = status.Height,
            BlockId = BlockMapping.Bytes(status.BlockId.Value),
            BlockIdHex = status.BlockId.ToString(),
            StateRoot = BlockMapping.Bytes(status.StateRoot),
            StateRootHex = status.StateRoot.ToString(),
            TimeMs = status.TimeMs,
            ProvenHeight = status.ProvenHeight,
            Peers = (uint)status.Peers,
            CatchingUp = status.CatchingUp,
            Halted = status.Halted ?? "",
            BaseFee = status.BaseFee,
            PoolTransactions = (ulong)status.PoolTransactions,
            Validator = status.Validator is { } validator ? addresses.Format(validator) : "",
            LowestHeight = status.LowestHeight,
        };
    }

    public GetParametersResponse Parameters()
    {
        ChainParametersText parameters = new(node.Genesis.Parameters);
        var response = new GetParametersResponse { Parameters = ByteString.CopyFrom(parameters.Encoded), TransferGasMin = GasSchedule.Transaction };
        response.Values.AddRange(parameters.Named);
        response.Values.Add(new NamedNumber { Name = "gasTransaction", Value = GasSchedule.Transaction });
        response.Values.Add(new NamedNumber { Name = "gasTransactionByte", Value = GasSchedule.TransactionByte });
        response.Values.Add(new NamedNumber { Name = "gasNewAccount", Value = GasSchedule.NewAccount });
        response.Values.Add(new NamedNumber { Name = "gasNewLane", Value = GasSchedule.NewLane });
        response.Values.Add(new NamedNumber { Name = "gasDelegate", Value = GasSchedule.Delegate });
        response.Values.Add(new NamedNumber { Name = "gasUndelegate", Value = GasSchedule.Undelegate });
        response.Values.Add(new NamedNumber { Name = "gasRegisterValidator", Value = GasSchedule.RegisterValidator });
        return response;
    }
}
