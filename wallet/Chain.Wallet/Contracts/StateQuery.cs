using System.Collections.Immutable;
using System.Globalization;
using Chain.Contracts;
using Chain.Primitives;

namespace Chain.Wallet.Contracts;

/// <summary>One entry of a contract's state that is asked for: where it stands, and how its bytes are read.</summary>
/// <param name="Field">The field.</param>
/// <param name="Slot">The entry's slot, worked out by the wallet itself.</param>
/// <param name="Type">The type of the value.</param>
/// <param name="Skipped">Bytes before the value: the place of an entry of a map or set.</param>
/// <param name="IsCount">Whether it is the number of entries of a collection.</param>
public sealed record StateQuery(StateField Field, Hash256 Slot, AbiType Type, int Skipped, bool IsCount)
{
    private const int PlaceBytes = sizeof(uint);

    /// <summary>A plain field, or how many entries a collection has.</summary>
    public static StateQuery Whole(StateField field) => field is StateField.Plain plain
        ? new StateQuery(field, StorageSlot.OfField(field.Name), plain.Type, 0, IsCount: false)
        : new StateQuery(field, StorageSlot.OfCount(field.Name), AbiType.UInt.U32, 0, IsCount: true);

    /// <summary>What the words behind a field's name ask for: nothing, the keys of a map, the index of a list, the item of a set.</summary>
    /// <exception cref="WalletException">They do not fit the field.</exception>
    public static StateQuery Of(StateField field, IReadOnlyList<string> words, string addressPrefix, Func<string, Address> find)
    {
        if (words.Count == 0)
            return Whole(field);
        switch (field)
        {
            case StateField.Map map when words.Count == map.Keys.Length:
                return new StateQuery(field, StorageSlot.OfEntry(field.Name, Key(map.Keys, words, addressPrefix, find)), map.Value, PlaceBytes, IsCount: false);
            case StateField.Set set when words.Count == 1:
                // An entry of a set is its place alone: that it is there is the answer.
                return new StateQuery(field, StorageSlot.OfEntry(field.Name, Key([set.Item], words, addressPrefix, find)), AbiType.Bool.Instance, PlaceBytes, IsCount: false);
            case StateField.List list when words.Count == 1 && uint.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint index):
                return new StateQuery(field, StorageSlot.OfItem(field.Name, index), list.Item, 0, IsCount: false);
            default:
                throw new WalletException(ProblemKind.Usage, "keys", $"these keys do not fit {field}", Expected(field));
        }
    }

    /// <summary>The value in an entry's bytes; null when they are none of the type.</summary>
    public AbiValue? Read(bool exists, ReadOnlySpan<byte> bytes)
    {
        if (Field is StateField.Set && !IsCount)
            return AbiValue.Bool.Of(exists);
        if (!exists)
            return AbiCodec.Zero(Type);
        return bytes.Length >= Skipped && AbiCodec.TryDecode(Type, bytes[Skipped..], out AbiValue? value) ? value : null;
    }

    private static byte[] Key(ImmutableArray<AbiType> types, IReadOnlyList<string> words, string addressPrefix, Func<string, Address> find) =>
        [.. types.SelectMany((type, i) => AbiCodec.Encode(type, ContractArguments.ReadWord(type, words[i], addressPrefix, find)))];

    private static string Expected(StateField field) => field switch
    {
        StateField.Map map => $"give {string.Join(" and ", map.Keys.Select(key => $"one {key}"))}",
        StateField.List => "give an index, from 0",
        StateField.Set set => $"give one {set.Item}",
        _ => "a plain field has no keys",
    };
}
