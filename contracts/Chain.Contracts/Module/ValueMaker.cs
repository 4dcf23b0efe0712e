using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>Makes values of declared types into values of a script: copies, frozen all the way down.</summary>
internal readonly ref struct ValueMaker(Machine machine, AddressTexts addresses, LoadedContract code)
{
    /// <summary>The value; everything is charged before it is made.</summary>
    public Value Make(AbiType type, AbiValue value)
    {
        machine.Meter.Charge(HostGas.Part);
        switch (type, value)
        {
            case (AbiType.Optional, AbiValue.None):
                return Value.Undefined;
            case (AbiType.Optional optional, _):
                return Make(optional.Of, value);
            case (AbiType.UInt { IsNumber: true }, AbiValue.Integer integer):
                return HostValues.Number((long)integer.Value);
            case (_, AbiValue.Integer integer):
                return HostValues.Integer(machine, integer.Value);
            case (_, AbiValue.Bool flag):
                return Value.Boolean(flag.Value);
            case (_, AbiValue.Text text):
                machine.Meter.Charge(text.Value.Length / HostGas.PartBytesPerGas);
                return HostValues.Text(machine, text.Value);
            case (_, AbiValue.Bytes bytes):
                machine.Meter.Charge(bytes.Value.Length / HostGas.PartBytesPerGas);
                return HostValues.Bytes(machine, bytes.Value.Span);
            case (_, AbiValue.Address address):
                machine.Meter.Charge(HostGas.AddressText);
                return HostValues.SharedText(machine, addresses.Format(address.Value));
            case (AbiType.List list, AbiValue.List items):
                return MakeList(list, items);
            default:
                return MakeStruct((AbiType.Struct)type, (AbiValue.Struct)value);
        }
    }

    private Value MakeList(AbiType.List type, AbiValue.List list)
    {
        var items = new Value[list.Items.Length];
        for (int i = 0; i < items.Length; i++)
            items[i] = Make(type.Of, list.Items[i]);
        return HostValues.FrozenArray(machine, items);
    }

    private Value MakeStruct(AbiType.Struct type, AbiValue.Struct value)
    {
        var fields = new Value[type.Fields.Length];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = Make(type.Fields[i].Type, value.Fields[i]);
        return HostValues.FrozenObject(machine, code.ShapeOf(type).Layout, fields);
    }
}
