using Chain.Primitives.Encoding;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;
using Invariant = Chain.Primitives.Invariant;

namespace Chain.Contracts;

/// <summary>Makes values of a script from the bytes of declared types: copies, frozen all the way down. Everything is charged before it is made, so nobody gets more made than he pays for.</summary>
internal readonly ref struct ValueMaker(Machine machine, AddressTexts addresses, LoadedContract code)
{
    /// <summary>The one value that the bytes are. They are those of a value: the runtime wrote them.</summary>
    public Value Make(AbiType type, ReadOnlySpan<byte> bytes)
    {
        var reader = new AbiReader(bytes);
        Value value = Make(type, ref reader);
        Invariant.Holds(reader.End() == DecodeError.None, "what a contract stored or gave decodes");
        return value;
    }

    /// <summary>The next value.</summary>
    public Value Make(AbiType type, ref AbiReader from)
    {
        machine.Meter.Charge(HostGas.Part);
        switch (type)
        {
            case AbiType.UInt { IsNumber: true } number:
                return HostValues.Number(from.Number(number.Bits / 8));
            case AbiType.UInt unsigned:
                return HostValues.Integer(machine, from.Integer(unsigned.Bits / 8, isUnsigned: true));
            case AbiType.Int signed:
                return HostValues.Integer(machine, from.Integer(signed.Bits / 8, isUnsigned: false));
            case AbiType.Bool:
                return Value.Boolean(from.Flag());
            case AbiType.Text:
                return HostValues.Text(machine, from.Text(Paid(from.Bytes())));
            case AbiType.Bytes:
                return HostValues.Bytes(machine, Paid(from.Bytes()));
            case AbiType.Address:
                machine.Meter.Charge(HostGas.AddressText);
                return HostValues.SharedText(machine, addresses.Format(from.Address()));
            case AbiType.Optional optional:
                return from.Flag() ? Make(optional.Of, ref from) : Value.Undefined;
            case AbiType.List list:
                return MakeList(list, ref from);
            default:
                return MakeStruct((AbiType.Struct)type, ref from);
        }
    }

    private ReadOnlySpan<byte> Paid(ReadOnlySpan<byte> bytes)
    {
        machine.Meter.Charge(bytes.Length / HostGas.PartBytesPerGas);
        return bytes;
    }

    private Value MakeList(AbiType.List type, ref AbiReader from)
    {
        Value[] items = HostRoom.For(machine, from.Count(type.Of.BytesMin), HostGas.Part);
        for (int i = 0; i < items.Length; i++)
            items[i] = Make(type.Of, ref from);
        return HostValues.FrozenArray(machine, items);
    }

    private Value MakeStruct(AbiType.Struct type, ref AbiReader from)
    {
        var fields = new Value[type.Fields.Length];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = Make(type.Fields[i].Type, ref from);
        return HostValues.FrozenObject(machine, code.ShapeOf(type).Layout, fields);
    }
}
