using System.Collections.Immutable;
using Chain.Primitives;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>A field of the state as the runtime finds it: by name, and where it stands.</summary>
internal sealed class FieldPlace
{
    internal FieldPlace(StateField field, int index)
    {
        Field = field;
        Index = index;
        Key = PropertyKey.From(field.Name);
        Slot = field is StateField.Plain ? StorageSlot.OfField(field.Name) : StorageSlot.OfCount(field.Name);
        KeyTypes = field switch
        {
            StateField.Map map => map.Keys,
            StateField.Set set => [set.Item],
            _ => [],
        };
    }

    /// <summary>The declaration.</summary>
    internal StateField Field { get; }

    /// <summary>Its number among the fields.</summary>
    internal int Index { get; }

    /// <summary>Its name.</summary>
    internal PropertyKey Key { get; }

    /// <summary>Where a plain field stands, or the count of a collection.</summary>
    internal Hash256 Slot { get; }

    /// <summary>The types of the key of a map or set.</summary>
    internal ImmutableArray<AbiType> KeyTypes { get; }

    /// <summary>What a map holds for a key, a list at an index; the type of a plain field.</summary>
    internal AbiType ValueType => Field switch
    {
        StateField.Plain plain => plain.Type,
        StateField.Map map => map.Value,
        StateField.List list => list.Item,
        _ => ((StateField.Set)Field).Item,
    };
}
