using System.Buffers.Binary;
using System.Collections.Immutable;
using Chain.Primitives;
using Chain.State;

namespace Chain.Contracts;

/// <summary>Reads a contract's state from outside, by its ABI and without running it: for tools that show it. What does not decode was not written by this code.</summary>
public static class StoredState
{
    /// <summary>A plain field.</summary>
    public static AbiValue Field(IStateReader state, Address contract, StateField.Plain field) =>
        TryRead(state, contract, StorageSlot.OfField(field.Name), out ReadOnlyMemory<byte> bytes) ? Decode(field.Type, bytes.Span) : AbiCodec.Zero(field.Type);

    /// <summary>How many entries a collection has.</summary>
    public static uint Count(IStateReader state, Address contract, StateField field) =>
        TryRead(state, contract, StorageSlot.OfCount(field.Name), out ReadOnlyMemory<byte> bytes) ? ReadNumber(bytes.Span) : 0;

    /// <summary>The value of a key; false, and the zero, when there is none.</summary>
    public static bool TryGet(IStateReader state, Address contract, StateField.Map field, ImmutableArray<AbiValue> key, out AbiValue value)
    {
        bool found = TryRead(state, contract, StorageSlot.OfEntry(field.Name, EncodeKey(field.Keys, key)), out ReadOnlyMemory<byte> bytes);
        value = found ? Decode(field.Value, bytes.Span[sizeof(uint)..]) : AbiCodec.Zero(field.Value);
        return found;
    }

    /// <summary>The key at a place below the count.</summary>
    public static ImmutableArray<AbiValue> Key(IStateReader state, Address contract, StateField.Map field, uint place)
    {
        bool found = TryRead(state, contract, StorageSlot.OfPlace(field.Name, place), out ReadOnlyMemory<byte> bytes);
        Invariant.Holds(found, "places of a map have no gaps");
        return DecodeKey(field.Keys, bytes.Span);
    }

    /// <summary>Whether a set has an item.</summary>
    public static bool Has(IStateReader state, Address contract, StateField.Set field, AbiValue item) =>
        TryRead(state, contract, StorageSlot.OfEntry(field.Name, AbiCodec.Encode(field.Item, item)), out _);

    /// <summary>The item of a set at a place below the count.</summary>
    public static AbiValue Item(IStateReader state, Address contract, StateField.Set field, uint place)
    {
        bool found = TryRead(state, contract, StorageSlot.OfPlace(field.Name, place), out ReadOnlyMemory<byte> bytes);
        Invariant.Holds(found, "places of a set have no gaps");
        return Decode(field.Item, bytes.Span);
    }

    /// <summary>The item of a list at an index below the count.</summary>
    public static AbiValue Item(IStateReader state, Address contract, StateField.List field, uint index)
    {
        bool found = TryRead(state, contract, StorageSlot.OfItem(field.Name, index), out ReadOnlyMemory<byte> bytes);
        Invariant.Holds(found, "indexes of a list have no gaps");
        return Decode(field.Item, bytes.Span);
    }

    /// <summary>The encoding of a key.</summary>
    public static byte[] EncodeKey(ImmutableArray<AbiType> types, ImmutableArray<AbiValue> key) => AbiCodec.EncodeArguments(FieldsOf(types), key);

    private static AbiValue Decode(AbiType type, ReadOnlySpan<byte> bytes)
    {
        bool isValue = AbiCodec.TryDecode(type, bytes, out AbiValue? value);
        Invariant.Holds(isValue && value is not null, "what a contract stored decodes");
        return value;
    }

    internal static uint ReadNumber(ReadOnlySpan<byte> bytes)
    {
        Invariant.Holds(bytes.Length >= sizeof(uint), "a stored number has 4 bytes");
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private static ImmutableArray<AbiValue> DecodeKey(ImmutableArray<AbiType> types, ReadOnlySpan<byte> bytes)
    {
        bool isKey = AbiCodec.TryDecodeArguments(FieldsOf(types), bytes, out ImmutableArray<AbiValue> key);
        Invariant.Holds(isKey, "the key that a contract stored decodes");
        return key;
    }

    private static ImmutableArray<AbiField> FieldsOf(ImmutableArray<AbiType> types) => [.. types.Select(type => new AbiField("", type))];

    private static bool TryRead(IStateReader state, Address contract, Hash256 slot, out ReadOnlyMemory<byte> bytes) => state.TryGet(StateKeys.Storage(contract, slot).Span, out bytes);
}
