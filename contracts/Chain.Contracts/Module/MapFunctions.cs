using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;
using static Chain.Contracts.CollectionFunctions;

namespace Chain.Contracts;

/// <summary>The methods of a <c>map(K…, V)</c>.</summary>
internal static class MapFunctions
{
    internal static void Install(HostRealm realm, JsObject prototype) => realm
        .Method(prototype, "get", 1, Get, (int)HostGas.Name)
        .Method(prototype, "set", 2, Set, (int)HostGas.Name)
        .Method(prototype, "has", 1, Has, (int)HostGas.Name)
        .Method(prototype, "delete", 1, Delete, (int)HostGas.Name)
        .Method(prototype, "keys", 2, Keys, (int)HostGas.Name)
        .Method(prototype, "values", 2, Values, (int)HostGas.Name)
        .Method(prototype, "entries", 2, Entries, (int)HostGas.Name)
        .Getter(prototype, "size", Size, (int)HostGas.Name)
        .Iterator(prototype, Iterate, (int)HostGas.Name);

    /// <summary>The entry at a place, as a frozen array of key and value.</summary>
    internal static Value EntryAt(Machine machine, StoredCollection map, uint place)
    {
        ReadOnlyMemory<byte> key = new KeyedEntries(map, machine).KeyAt(place);
        Value keyValue = DecodeKey(machine, map, key.Span);
        return HostValues.FrozenArray(machine, [keyValue, ValueOf(machine, map, key.Span)]);
    }

    private static StoredCollection This(Machine machine, in Arguments arguments) => Receiver<StateField.Map>(machine, arguments.This);

    private static Value Get(Machine machine, in Arguments arguments)
    {
        StoredCollection map = This(machine, arguments);
        return ValueOf(machine, map, EncodeKey(machine, map, arguments.Items));
    }

    private static Value ValueOf(Machine machine, StoredCollection map, ReadOnlySpan<byte> key) =>
        new KeyedEntries(map, machine).TryGet(key, out ReadOnlyMemory<byte> value) ? Decode(map, value.Span) : Zero(map);

    private static Value Set(Machine machine, in Arguments arguments)
    {
        StoredCollection map = This(machine, arguments);
        map.Frame.RequireWritable(machine);
        int parts = map.Place.KeyTypes.Length;
        if (arguments.Count != parts + 1)
            throw HostErrors.New(machine, ErrorKind.TypeError, $"'{map.Place.Field.Name}' takes {parts} parts of a key and a value");
        byte[] key = EncodeKey(machine, map, arguments.Items);
        new KeyedEntries(map, machine).Put(key, EncodeValue(machine, map, arguments[parts]));
        return Value.Undefined;
    }

    private static Value Has(Machine machine, in Arguments arguments)
    {
        StoredCollection map = This(machine, arguments);
        return Value.Boolean(new KeyedEntries(map, machine).TryGet(EncodeKey(machine, map, arguments.Items), out _));
    }

    private static Value Delete(Machine machine, in Arguments arguments)
    {
        StoredCollection map = This(machine, arguments);
        map.Frame.RequireWritable(machine);
        return Value.Boolean(new KeyedEntries(map, machine).Remove(EncodeKey(machine, map, arguments.Items)));
    }

    private static Value Size(Machine machine, in Arguments arguments) => HostValues.Number(new KeyedEntries(This(machine, arguments), machine).Count);

    private static Value Keys(Machine machine, in Arguments arguments) =>
        List(machine, arguments, static (machine, map, place) => DecodeKey(machine, map, new KeyedEntries(map, machine).KeyAt(place).Span));

    private static Value Values(Machine machine, in Arguments arguments) =>
        List(machine, arguments, static (machine, map, place) => ValueOf(machine, map, new KeyedEntries(map, machine).KeyAt(place).Span));

    private static Value Entries(Machine machine, in Arguments arguments) => List(machine, arguments, EntryAt);

    private static Value List(Machine machine, in Arguments arguments, Func<Machine, StoredCollection, uint, Value> itemAt)
    {
        StoredCollection map = This(machine, arguments);
        var (from, count) = Page(machine, arguments, new KeyedEntries(map, machine).Count);
        var items = new Value[count];
        for (int i = 0; i < count; i++)
            items[i] = itemAt(machine, map, from + (uint)i);
        return HostValues.FrozenArray(machine, items);
    }

    private static Value Iterate(Machine machine, in Arguments arguments) => Value.Of(new StoredIterator(machine, This(machine, arguments), EntryAt));
}
