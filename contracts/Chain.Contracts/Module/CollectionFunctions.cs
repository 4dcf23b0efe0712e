using System.Buffers;
using System.Collections.Immutable;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>What the functions of maps, sets and lists share: receivers, keys, pages, and values from bytes.</summary>
internal static class CollectionFunctions
{
    private const long PageDefault = 100;
    private const long PageMax = 10_000;
    private const long IndexMax = uint.MaxValue;

    /// <summary>What every collection has: how many entries there are, and a walk through them.</summary>
    internal static HostRealm Collection<TField>(this HostRealm realm, JsObject prototype, string count, ItemReader itemAt)
        where TField : StateField => realm
        .Getter(prototype, count, static (Machine machine, in Arguments arguments) => HostValues.Number(Count(machine, Receiver<TField>(machine, arguments.This))), (int)HostGas.Name)
        .Iterator(prototype, (Machine machine, in Arguments arguments) => Value.Of(new StoredIterator(machine, Receiver<TField>(machine, arguments.This), itemAt)), (int)HostGas.Name);

    /// <summary>A method that gives a page of entries: from where, and how many.</summary>
    internal static HostRealm Page<TField>(this HostRealm realm, JsObject prototype, string name, ItemReader itemAt)
        where TField : StateField => realm
        .Method(prototype, name, 2, (Machine machine, in Arguments arguments) => PageOf(machine, Receiver<TField>(machine, arguments.This), arguments, itemAt), (int)HostGas.Name);

    /// <summary>What maps and sets have: whether a key is there, and taking it out.</summary>
    internal static HostRealm Keyed<TField>(this HostRealm realm, JsObject prototype)
        where TField : StateField => realm
        .Method(prototype, "has", 1, Has<TField>, (int)HostGas.Name)
        .Method(prototype, "delete", 1, Delete<TField>, (int)HostGas.Name);

    /// <summary>The receiver, when it is a collection of one kind and of the contract that runs.</summary>
    internal static StoredCollection Receiver<TField>(Machine machine, Value self)
        where TField : StateField
    {
        if (self.IsObject && self.AsObject is StoredCollection { Place.Field: TField } collection && ReferenceEquals(collection.Frame, machine.Host))
            return collection;
        throw HostErrors.New(machine, ErrorKind.TypeError, "the receiver is not the collection of a contract that the method belongs to");
    }

    /// <summary>The encoding of a key; TypeError when it is not one of the collection.</summary>
    internal static byte[] EncodeKey(Machine machine, StoredCollection collection, ReadOnlySpan<Value> key)
    {
        FieldPlace place = collection.Place;
        if (key.Length < place.KeyTypes.Length)
            throw HostErrors.New(machine, ErrorKind.TypeError, $"'{place.Field.Name}' has keys of {place.KeyTypes.Length} parts");
        ArrayBufferWriter<byte> buffer = collection.Frame.Buffer;
        ValueReader reader = collection.Frame.NewReader(collection.Frame.Code);
        for (int i = 0; i < place.KeyTypes.Length; i++)
        {
            if (!reader.Read(place.KeyTypes[i], key[i]))
                throw HostErrors.New(machine, reader.ErrorKind, $"key of '{place.Field.Name}': {reader.Fault}");
        }
        if (buffer.WrittenCount > StorageAccess.KeyBytesMax)
            throw StorageAccess.TooLarge(machine, $"a key has at most {StorageAccess.KeyBytesMax} bytes");
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Encodes a value into the frame's buffer; TypeError or RangeError when it is not one of the collection.</summary>
    internal static ReadOnlySpan<byte> EncodeValue(Machine machine, StoredCollection collection, Value value)
    {
        ValueReader reader = collection.Frame.NewReader(collection.Frame.Code);
        if (!reader.Read(collection.Place.ValueType, value))
            throw HostErrors.New(machine, reader.ErrorKind, $"value of '{collection.Place.Field.Name}': {reader.Fault}");
        return collection.Frame.Buffer.WrittenSpan;
    }

    /// <summary>A value from its bytes.</summary>
    internal static Value Decode(StoredCollection collection, ReadOnlySpan<byte> bytes) =>
        collection.Frame.NewMaker(collection.Frame.Code).Make(collection.Place.ValueType, bytes);

    /// <summary>The zero of the value's type.</summary>
    internal static Value Zero(StoredCollection collection) => Decode(collection, AbiCodec.ZeroBytes(collection.Place.ValueType));

    /// <summary>The key at a place.</summary>
    internal static Value KeyAt(Machine machine, StoredCollection collection, uint place) => DecodeKey(machine, collection, new KeyedEntries(collection, machine).KeyAt(place).Span);

    /// <summary>A key from its bytes: an array when it has several parts.</summary>
    internal static Value DecodeKey(Machine machine, StoredCollection collection, ReadOnlySpan<byte> bytes)
    {
        ImmutableArray<AbiType> types = collection.Place.KeyTypes;
        ValueMaker maker = collection.Frame.NewMaker(collection.Frame.Code);
        if (types.Length == 1)
            return maker.Make(types[0], bytes);
        var from = new AbiReader(bytes);
        var made = new Value[types.Length];
        for (int i = 0; i < made.Length; i++)
            made[i] = maker.Make(types[i], ref from);
        Primitives.Invariant.Holds(from.End() == Primitives.Encoding.DecodeError.None, "the key that a contract stored decodes");
        return HostValues.FrozenArray(machine, made);
    }

    /// <summary>How many entries there are.</summary>
    internal static uint Count(Machine machine, StoredCollection collection) => new StorageAccess(collection.Frame, machine).Count(collection.Place);

    private static Value Has<TField>(Machine machine, in Arguments arguments)
        where TField : StateField
    {
        StoredCollection collection = Receiver<TField>(machine, arguments.This);
        return Value.Boolean(new KeyedEntries(collection, machine).TryGet(EncodeKey(machine, collection, arguments.Items), out _));
    }

    private static Value Delete<TField>(Machine machine, in Arguments arguments)
        where TField : StateField
    {
        StoredCollection collection = Receiver<TField>(machine, arguments.This);
        collection.Frame.RequireWritable(machine);
        return Value.Boolean(new KeyedEntries(collection, machine).Remove(EncodeKey(machine, collection, arguments.Items)));
    }

    private static Value PageOf(Machine machine, StoredCollection collection, in Arguments arguments, ItemReader itemAt)
    {
        var (from, count) = Bounds(machine, arguments, Count(machine, collection));
        Value[] items = HostRoom.For(machine, count, HostGas.Slot + HostGas.Read);
        for (int i = 0; i < count; i++)
            items[i] = itemAt(machine, collection, from + (uint)i);
        return HostValues.FrozenArray(machine, items);
    }

    // The two arguments of what gives a page, within what is there.
    private static (uint From, int Count) Bounds(Machine machine, in Arguments arguments, uint total)
    {
        long from = 0;
        long count = PageDefault;
        if (!arguments[0].IsUndefined && !HostData.TryInteger(arguments[0], 0, IndexMax, out from))
            throw HostErrors.New(machine, ErrorKind.RangeError, "a page begins at an integer of at least 0");
        if (!arguments[1].IsUndefined && !HostData.TryInteger(arguments[1], 0, IndexMax, out count))
            throw HostErrors.New(machine, ErrorKind.RangeError, "a page has a number of entries that is an integer of at least 0");
        if (from >= total)
            return (0, 0);
        count = Math.Min(count, total - from);
        if (count > PageMax)
            throw HostErrors.New(machine, ErrorKind.RangeError, $"a page has at most {PageMax} entries");
        return ((uint)from, (int)count);
    }

    /// <summary>An index; false when it is beyond any.</summary>
    internal static uint Index(Machine machine, Value value)
    {
        if (HostData.TryInteger(value, 0, IndexMax, out long index))
            return (uint)index;
        throw HostErrors.New(machine, ErrorKind.RangeError, "an index is an integer of at least 0");
    }
}
