using System.Collections.Immutable;
using Chain.Api.Requests;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.State;
using Google.Protobuf;

namespace Chain.Api.Reads;

/// <summary>One entry of a contract's state by the name of its field and its key, with the proof of the entry under it.</summary>
internal sealed class ContractStateReads(StateReads entries, AddressField addresses, ContractInterfaces interfaces, ContractJson json)
{
    // Before the value of a map's entry stands its place.
    private const int PlaceBytes = sizeof(uint);

    public async ValueTask<ReadContractStateResponse> ReadAsync(ReadContractStateRequest request, Caller caller)
    {
        Address contract = addresses.Read(request.Contract, "contract");
        ContractAbi abi = await interfaces.RequireAsync(contract, caller);
        StateField field = abi.FindState(request.Field) ?? throw ApiFault.NoMember(request.Contract, "state field", request.Field);
        ImmutableArray<AbiValue> keys = json.ReadKeys(KeyTypes(field), request.KeysJson, out bool hasKeys);
        byte[] key = StateKeys.Storage(contract, Slot(field, keys, hasKeys)).Span.ToArray();
        ReadStateResponse read = await entries.ReadAsync(
            new ReadStateRequest { Key = ByteString.CopyFrom(key), Height = request.Height, MinHeight = request.MinHeight }, caller.CancellationToken);
        return new ReadContractStateResponse
        {
            Height = read.Height,
            Exists = read.Exists,
            Value = read.Value,
            ValueJson = Show(field, hasKeys, read.Exists, read.Value.Span),
            StateKey = ByteString.CopyFrom(key),
            Proof = read.Proof,
            ProvingHeader = read.ProvingHeader,
            ProvingCommit = read.ProvingCommit,
            ValidatorSet = read.ValidatorSet,
        };
    }

    private static ImmutableArray<AbiType> KeyTypes(StateField field) => field switch
    {
        StateField.Map map => map.Keys,
        StateField.Set set => [set.Item],
        StateField.List => [AbiType.UInt.U32],
        _ => [],
    };

    private static Hash256 Slot(StateField field, ImmutableArray<AbiValue> keys, bool hasKeys) => field switch
    {
        StateField.Plain => StorageSlot.OfField(field.Name),
        _ when !hasKeys => StorageSlot.OfCount(field.Name),
        StateField.List => StorageSlot.OfItem(field.Name, (uint)((AbiValue.Integer)keys[0]).Value),
        _ => StorageSlot.OfEntry(field.Name, StoredState.EncodeKey(KeyTypes(field), keys)),
    };

    private string Show(StateField field, bool hasKeys, bool exists, ReadOnlySpan<byte> value) => field switch
    {
        StateField.Plain plain => exists ? json.Write(plain.Type, value) : json.WriteZero(plain.Type),
        _ when !hasKeys => exists ? json.Write(AbiType.UInt.U32, value) : "0",
        StateField.Map map => exists ? json.Write(map.Value, value[Math.Min(PlaceBytes, value.Length)..]) : json.WriteZero(map.Value),
        StateField.List list => exists ? json.Write(list.Item, value) : "null",
        _ => exists ? "true" : "false",
    };
}
