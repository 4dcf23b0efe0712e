using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;
using static Chain.Contracts.CollectionFunctions;

namespace Chain.Contracts;

/// <summary>The methods of a <c>set(T)</c>.</summary>
internal static class SetFunctions
{
    internal static void Install(HostRealm realm, JsObject prototype) => realm
        .Method(prototype, "add", 1, Add, (int)HostGas.Name)
        .Method(prototype, "has", 1, Has, (int)HostGas.Name)
        .Method(prototype, "delete", 1, Delete, (int)HostGas.Name)
        .Method(prototype, "values", 2, Values, (int)HostGas.Name)
        .Getter(prototype, "size", Size, (int)HostGas.Name)
        .Iterator(prototype, Iterate, (int)HostGas.Name);

    private static StoredCollection This(Machine machine, in Arguments arguments) => Receiver<StateField.Set>(machine, arguments.This);

    private static Value ItemAt(Machine machine, StoredCollection set, uint place) => DecodeKey(machine, set, new KeyedEntries(set, machine).KeyAt(place).Span);

    private static Value Add(Machine machine, in Arguments arguments)
    {
        StoredCollection set = This(machine, arguments);
        set.Frame.RequireWritable(machine);
        byte[] key = EncodeKey(machine, set, arguments.Items);
        var entries = new KeyedEntries(set, machine);
        if (entries.TryGet(key, out _))
            return Value.False;
        entries.Put(key, []);
        return Value.True;
    }

    private static Value Has(Machine machine, in Arguments arguments)
    {
        StoredCollection set = This(machine, arguments);
        return Value.Boolean(new KeyedEntries(set, machine).TryGet(EncodeKey(machine, set, arguments.Items), out _));
    }

    private static Value Delete(Machine machine, in Arguments arguments)
    {
        StoredCollection set = This(machine, arguments);
        set.Frame.RequireWritable(machine);
        return Value.Boolean(new KeyedEntries(set, machine).Remove(EncodeKey(machine, set, arguments.Items)));
    }

    private static Value Size(Machine machine, in Arguments arguments) => HostValues.Number(new KeyedEntries(This(machine, arguments), machine).Count);

    private static Value Values(Machine machine, in Arguments arguments)
    {
        StoredCollection set = This(machine, arguments);
        var (from, count) = Page(machine, arguments, new KeyedEntries(set, machine).Count);
        var items = new Value[count];
        for (int i = 0; i < count; i++)
            items[i] = ItemAt(machine, set, from + (uint)i);
        return HostValues.FrozenArray(machine, items);
    }

    private static Value Iterate(Machine machine, in Arguments arguments) => Value.Of(new StoredIterator(machine, This(machine, arguments), ItemAt));
}
