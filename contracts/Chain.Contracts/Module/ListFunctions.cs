using Chain.Primitives;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;
using static Chain.Contracts.CollectionFunctions;
using ErrorKind = Chain.Script.Errors.ErrorKind;

namespace Chain.Contracts;

/// <summary>The methods of a <c>list(T)</c>.</summary>
internal static class ListFunctions
{
    internal static void Install(HostRealm realm, JsObject prototype) => realm
        .Method(prototype, "get", 1, Get, (int)HostGas.Name)
        .Method(prototype, "set", 2, Set, (int)HostGas.Name)
        .Method(prototype, "push", 1, Push, (int)HostGas.Name)
        .Method(prototype, "pop", 0, Pop, (int)HostGas.Name)
        .Page<StateField.List>(prototype, "slice", ItemAt)
        .Collection<StateField.List>(prototype, "length", ItemAt);

    private static StoredCollection This(Machine machine, in Arguments arguments) => Receiver<StateField.List>(machine, arguments.This);

    private static Value ItemAt(Machine machine, StoredCollection list, uint index)
    {
        var storage = new StorageAccess(list.Frame, machine);
        bool found = storage.TryRead(storage.SlotOfNumber(list.Place, index), out ReadOnlyMemory<byte> bytes);
        Invariant.Holds(found, "indexes of a list have no gaps");
        return Decode(list, bytes.Span);
    }

    private static Value Get(Machine machine, in Arguments arguments)
    {
        StoredCollection list = This(machine, arguments);
        uint index = Index(machine, arguments[0]);
        return index < Count(machine, list) ? ItemAt(machine, list, index) : Value.Undefined;
    }

    private static Value Set(Machine machine, in Arguments arguments)
    {
        StoredCollection list = This(machine, arguments);
        list.Frame.RequireWritable(machine);
        uint index = Index(machine, arguments[0]);
        if (index >= Count(machine, list))
            throw HostErrors.New(machine, ErrorKind.RangeError, $"'{list.Place.Field.Name}' has no item {index}; a new one is pushed");
        ReadOnlySpan<byte> bytes = EncodeValue(machine, list, arguments[1]);
        var storage = new StorageAccess(list.Frame, machine);
        storage.Write(storage.SlotOfNumber(list.Place, index), bytes);
        return Value.Undefined;
    }

    private static Value Push(Machine machine, in Arguments arguments)
    {
        StoredCollection list = This(machine, arguments);
        list.Frame.RequireWritable(machine);
        uint count = Count(machine, list);
        if (count == uint.MaxValue)
            throw StorageAccess.TooLarge(machine, "the list is full");
        ReadOnlySpan<byte> bytes = EncodeValue(machine, list, arguments[0]);
        var storage = new StorageAccess(list.Frame, machine);
        storage.Write(storage.SlotOfNumber(list.Place, count), bytes);
        storage.SetCount(list.Place, count + 1);
        return Value.Undefined;
    }

    private static Value Pop(Machine machine, in Arguments arguments)
    {
        StoredCollection list = This(machine, arguments);
        list.Frame.RequireWritable(machine);
        uint count = Count(machine, list);
        if (count == 0)
            return Value.Undefined;
        Value last = ItemAt(machine, list, count - 1);
        var storage = new StorageAccess(list.Frame, machine);
        storage.Delete(storage.SlotOfNumber(list.Place, count - 1));
        storage.SetCount(list.Place, count - 1);
        return last;
    }
}
