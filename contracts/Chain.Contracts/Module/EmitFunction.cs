using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;
using Chain.Types;

namespace Chain.Contracts;

/// <summary><c>emit(name, fields)</c>.</summary>
internal static class EmitFunction
{
    internal static Value Emit(Machine machine, in Arguments arguments)
    {
        var frame = (ContractFrame)machine.Host!;
        frame.RequireWritable(machine);
        if (!arguments[0].IsString || arguments[0].AsString.Length > ContractLimits.NameLengthMax
            || !frame.Code.TryFindEvent(arguments[0].AsString.Flat(machine.Meter), out AbiEvent declared, out StructShape shape))
            throw HostErrors.New(machine, ErrorKind.TypeError, "the first argument of 'emit' is the name of an event that 'static events' declares");
        byte[] data = declared.Fields.IsEmpty && arguments[1].IsUndefined ? [] : Encode(machine, frame, declared, shape, arguments[1]);
        if (!frame.Session.TryAddEvent(new ChainEvent(frame.Self, declared.Name, data) { CodeHash = frame.Code.Code.Hash }))
            throw HostErrors.New(machine, FailureCodes.TooManyEvents, "a transaction cannot have more events, or more bytes of them");
        return Value.Undefined;
    }

    private static byte[] Encode(Machine machine, ContractFrame frame, AbiEvent declared, StructShape shape, Value given)
    {
        if (!HostData.IsPlain(given))
            throw HostErrors.New(machine, ErrorKind.TypeError, $"the fields of '{declared.Name}' are given as a plain object");
        ValueReader reader = frame.NewReader(frame.Code);
        if (!reader.ReadFields(declared.Fields, shape.Keys, given.AsObject))
            throw HostErrors.New(machine, reader.ErrorKind, $"event '{declared.Name}': {reader.Fault}");
        if (frame.Buffer.WrittenCount > ProtocolLimits.EventDataBytesMax)
            throw StorageAccess.TooLarge(machine, $"an event has at most {ProtocolLimits.EventDataBytesMax} bytes");
        machine.Meter.Charge(HostGas.EventByte, frame.Buffer.WrittenCount);
        return frame.Buffer.WrittenSpan.ToArray();
    }
}
