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
        .Keyed<StateField.Set>(prototype)
        .Page<StateField.Set>(prototype, "values", KeyAt)
        .Collection<StateField.Set>(prototype, "size", KeyAt);

    private static Value Add(Machine machine, in Arguments arguments)
    {
        StoredCollection set = Receiver<StateField.Set>(machine, arguments.This);
        set.Frame.RequireWritable(machine);
        byte[] key = EncodeKey(machine, set, arguments.Items);
        var entries = new KeyedEntries(set, machine);
        if (entries.TryGet(key, out _))
            return Value.False;
        entries.Put(key, []);
        return Value.True;
    }
}
