using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>What <c>text.js</c> imports from 'engine' for strings, JSON and byte arrays.</summary>
internal static class EngineText
{
    /// <summary>The functions.</summary>
    internal static readonly EngineFunction[] All =
    [
        new("toText", EngineCosts.Plain, static (Machine machine, in Arguments args) => Value.Of(Conversions.ToString(machine, args[0]))),
        new("isObject", EngineCosts.Plain, static (Machine _, in Arguments args) => Value.Boolean(args[0].IsObject)),
        new("replaceByText", StringCosts.Replace, static (Machine machine, in Arguments args) => StringReplace.ByText(machine, args)),
        new("placeOf", StringCosts.IndexOf, PlaceOf),
        new("joinPieces", EngineCosts.Make, static (Machine machine, in Arguments args) => StringReplace.Join(machine, args)),
        new("parseJson", JsonCosts.Parse, JsonBuiltins.Parse),
        new("ownNames", EngineCosts.Make, OwnNames),
        new("createItem", EngineCosts.Property, CreateItem),
        new("deleteItem", EngineCosts.Property, DeleteItem),
        new("requireConstructor", EngineCosts.Plain, static (Machine machine, in Arguments args) =>
            Operations.IsConstructor(args[0]) ? args[0] : throw machine.ThrowType(Errors.Messages.NotConstructor)),
        new("requireByteArray", EngineCosts.Plain, static (Machine machine, in Arguments args) => Value.Number(Bytes(machine, args[0]).Length)),
        new("requireMade", EngineCosts.Plain, static (Machine machine, in Arguments args) =>
            Bytes(machine, args[0]).Length >= args[1].AsNumber ? args[0] : throw machine.ThrowType(TextMessages.ByteArraySpecies)),
        new("newByteArray", EngineCosts.Make, static (Machine machine, in Arguments args) => Value.Of(ByteArrayConstructor.OfLength(machine, args[0].AsNumber))),
        new("byteArrayOf", EngineCosts.Make, ByteArrayOf),
        new("sortBytes", ByteArrayCosts.Sort, SortBytes),
    ];

    private static ByteArray Bytes(Machine machine, Value value) => value.IsObject && value.AsObject is ByteArray bytes
        ? bytes
        : throw machine.ThrowType(TextMessages.ByteArrayReceiver);

    private static Value PlaceOf(Machine machine, in Arguments args)
    {
        string text = args[0].AsString.Flat(machine.Meter);
        string sought = args[1].AsString.Flat(machine.Meter);
        return Value.Number(StringReplace.Next(machine, StringCosts.IndexOf, text, sought, (int)args[2].AsNumber));
    }

    /// <summary>The enumerable string keys of an object, as an array.</summary>
    private static Value OwnNames(Machine machine, in Arguments args)
    {
        JsObject source = args[0].AsObject;
        JsArray names = machine.NewArray([], 0);
        foreach (PropertyKey key in source.OwnKeys(machine))
        {
            if (!key.IsSymbol && source.GetOwnProperty(machine, key, out PropertyDescriptor property) && property.Enumerable)
                names.Append(machine, key.ToValue());
        }
        return Value.Of(names);
    }

    /// <summary>CreateDataProperty whose refusal nobody asks about.</summary>
    private static Value CreateItem(Machine machine, in Arguments args)
    {
        PropertyKey key = Conversions.ToPropertyKey(machine, args[1]);
        return Value.Boolean(args[0].AsObject.DefineOwnProperty(machine, key, PropertyDescriptor.Data(args[2], PropertyFlags.All)));
    }

    /// <summary>Deletes a member; an item of an array becomes undefined, because arrays have no holes.</summary>
    private static Value DeleteItem(Machine machine, in Arguments args)
    {
        PropertyKey key = Conversions.ToPropertyKey(machine, args[1]);
        if (args[0].AsObject is not JsArray array || !key.IsIndex)
            return Value.Boolean(args[0].AsObject.Delete(machine, key));
        if (array.ItemsWritable && key.Index < (uint)array.Count)
            array.ItemAt((int)key.Index) = Value.Undefined;
        return Value.Undefined;
    }

    /// <summary>A byte array of an array of bytes.</summary>
    private static Value ByteArrayOf(Machine machine, in Arguments args)
    {
        var items = (JsArray)args[0].AsObject;
        ByteArray made = ByteArrayConstructor.OfLength(machine, items.Count);
        machine.Meter.Charge(items.Count);
        for (int index = 0; index < made.Length; index++)
            made.Bytes[index] = (byte)items.ItemAt(index).AsNumber;
        return Value.Of(made);
    }

    /// <summary>Sorts by counting: two passes whatever the bytes are.</summary>
    private static Value SortBytes(Machine machine, in Arguments args)
    {
        ByteArray bytes = Bytes(machine, args[0]);
        bytes.RequireWritable(machine);
        ByteArrayCosts.Sort.Charge(machine, bytes.Length);
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (byte value in bytes.Span)
            counts[value]++;
        int at = 0;
        for (int value = 0; value < counts.Length; value++)
        {
            bytes.Bytes.Slice(at, counts[value]).Fill((byte)value);
            at += counts[value];
        }
        return args[0];
    }
}
