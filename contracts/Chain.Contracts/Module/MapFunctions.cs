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
        .Keyed<StateField.Map>(prototype)
        .Page<StateField.Map>(prototype, "keys", KeyAt)
        .Page<StateField.Map>(prototype, "values", ValueAt)
        .Page<StateField.Map>(prototype, "entries", EntryAt)
        .Collection<StateField.Map>(prototype, "size", EntryAt);

    private static Value ValueAt(Machine machine, StoredCollection map, uint place) => ValueOf(machine, map, new KeyedEntries(map, machine).KeyAt(place).Span);

    // A frozen array of key and value.
    private static Value EntryAt(Machine machine, StoredCollection map, uint place)
    {
        ReadOnlyMemory<byte> key = new KeyedEntries(map, machine).KeyAt(place);
        Value keyValue = DecodeKey(machine, map, key.Span);
        return HostValues.FrozenArray(machine, [keyValue, ValueOf(machine, map, key.Span)]);
    }

    private static Value ValueOf(Machine machine, StoredCollection map, ReadOnlySpan<byte> key) =>
        new KeyedEntries(map, machine).TryGet(key, out ReadOnlyMemory<byte> value) ? Decode(map, value.Span) : Zero(map);

    private static Value Get(Machine machine, in Arguments arguments)
    {
        StoredCollection map = Receiver<StateField.Map>(machine, arguments.This);
        return ValueOf(machine, map, EncodeKey(machine, map, arguments.Items));
    }

    private static Value Set(Machine machine, in Arguments arguments)
    {
        StoredCollection map = Receiver<StateField.Map>(machine, arguments.This);
        map.Frame.RequireWritable(machine);
        int parts = map.Place.KeyTypes.Length;
        if (arguments.Count != parts + 1)
            throw HostErrors.New(machine, ErrorKind.TypeError, $"'{map.Place.Field.Name}' takes {parts} parts of a key and a value");
        byte[] key = EncodeKey(machine, map, arguments.Items);
        new KeyedEntries(map, machine).Put(key, EncodeValue(machine, map, arguments[parts]));
        return Value.Undefined;
    }
}
