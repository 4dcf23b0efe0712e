using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>What <c>this</c> is in a contract: its fields are the state. A plain field is read and written at once; a collection is a handle to what is stored.</summary>
internal sealed class ContractObject : HostObject
{
    private readonly ContractFrame frame;
    private readonly Value[] handles;

    internal ContractObject(Machine machine, JsObject? prototype, ContractFrame frame)
        : base(machine, prototype)
    {
        this.frame = frame;
        handles = new Value[frame.Code.Fields.Count];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<PropertyKey> HostNames => frame.Code.FieldKeys;

    /// <inheritdoc/>
    protected override bool TryRead(Machine machine, PropertyKey key, out Value value, out bool isWritable)
    {
        value = Value.Undefined;
        isWritable = false;
        if (!frame.Code.TryFindField(key, out FieldPlace place))
            return false;
        machine.Meter.Charge(HostGas.Name);
        if (place.Field is StateField.Plain plain)
        {
            isWritable = true;
            value = ReadPlain(machine, place, plain.Type);
            return true;
        }
        ref Value handle = ref handles[place.Index];
        if (!handle.IsObject)
            handle = Value.Of(NewHandle(machine, place));
        value = handle;
        return true;
    }

    /// <inheritdoc/>
    protected override HostAssignment Write(Machine machine, PropertyKey key, Value value)
    {
        if (!frame.Code.TryFindField(key, out FieldPlace place))
            return HostAssignment.NotTheHosts;
        machine.Meter.Charge(HostGas.Name);
        if (place.Field is not StateField.Plain plain)
            return HostAssignment.ReadOnly;
        frame.RequireWritable(machine);
        ValueReader reader = frame.NewReader(frame.Code);
        if (!reader.Read(plain.Type, value))
            throw HostErrors.New(machine, reader.ErrorKind, $"'{place.Field.Name}': {reader.Fault}");
        var storage = new StorageAccess(frame, machine);
        if (AbiCodec.IsZero(plain.Type, frame.Buffer.WrittenSpan))
            storage.Delete(place.Slot);
        else
            storage.Write(place.Slot, frame.Buffer.WrittenSpan);
        return HostAssignment.Done;
    }

    private Value ReadPlain(Machine machine, FieldPlace place, AbiType type)
    {
        bool isThere = new StorageAccess(frame, machine).TryRead(place.Slot, out ReadOnlyMemory<byte> bytes);
        return frame.NewMaker(frame.Code).Make(type, isThere ? bytes.Span : AbiCodec.ZeroBytes(type));
    }

    private StoredCollection NewHandle(Machine machine, FieldPlace place) => place.Field switch
    {
        StateField.Map => new StoredCollection(machine, ChainRealm.MapLayout, frame, place),
        StateField.Set => new StoredCollection(machine, ChainRealm.SetLayout, frame, place),
        _ => new StoredCollection(machine, ChainRealm.ListLayout, frame, place),
    };
}
