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
        buffer.Clear();
        for (int i = 0; i < place.KeyTypes.Length; i++)
        {
            ValueReader reader = collection.Frame.NewReader(collection.Frame.Code);
            if (reader.Read(place.KeyTypes[i], key[i]) is not { } part)
                throw HostErrors.New(machine, reader.ErrorKind, $"key of '{place.Field.Name}': {reader.Fault}");
            AbiCodec.Write(place.KeyTypes[i], part, buffer);
        }
        if (buffer.WrittenCount > StorageAccess.KeyBytesMax)
            throw StorageAccess.TooLarge(machine, $"a key has at most {StorageAccess.KeyBytesMax} bytes");
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Encodes a value into the frame's buffer; TypeError or RangeError when it is not one of the collection.</summary>
    internal static ReadOnlySpan<byte> EncodeValue(Machine machine, StoredCollection collection, Value value)
    {
        ValueReader reader = collection.Frame.NewReader(collection.Frame.Code);
        if (reader.Read(collection.Place.ValueType, value) is not { } taken)
            throw HostErrors.New(machine, reader.ErrorKind, $"value of '{collection.Place.Field.Name}': {reader.Fault}");
        collection.Frame.Buffer.Clear();
        AbiCodec.Write(collection.Place.ValueType, taken, collection.Frame.Buffer);
        return collection.Frame.Buffer.WrittenSpan;
    }

    /// <summary>A value from its bytes.</summary>
    internal static Value Decode(StoredCollection collection, ReadOnlySpan<byte> bytes)
    {
        AbiType type = collection.Place.ValueType;
        return collection.Frame.NewMaker(collection.Frame.Code).Make(type, StoredState.Decode(type, bytes));
    }

    /// <summary>The zero of the value's type.</summary>
    internal static Value Zero(StoredCollection collection)
    {
        AbiType type = collection.Place.ValueType;
        return collection.Frame.NewMaker(collection.Frame.Code).Make(type, AbiCodec.Zero(type));
    }

    /// <summary>A key from its bytes: an array when it has several parts.</summary>
    internal static Value DecodeKey(Machine machine, StoredCollection collection, ReadOnlySpan<byte> bytes)
    {
        ImmutableArray<AbiType> types = collection.Place.KeyTypes;
        ValueMaker maker = collection.Frame.NewMaker(collection.Frame.Code);
        if (types.Length == 1)
            return maker.Make(types[0], StoredState.Decode(types[0], bytes));
        bool isKey = AbiCodec.TryDecodeArguments(collection.Place.KeyFields, bytes, out ImmutableArray<AbiValue> parts);
        Primitives.Invariant.Holds(isKey, "the key that a contract stored decodes");
        var made = new Value[types.Length];
        for (int i = 0; i < made.Length; i++)
            made[i] = maker.Make(types[i], parts[i]);
        return HostValues.FrozenArray(machine, made);
    }

    /// <summary>From where, and how many: the two arguments of what gives a page, within what is there.</summary>
    internal static (uint From, int Count) Page(Machine machine, in Arguments arguments, uint total)
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
