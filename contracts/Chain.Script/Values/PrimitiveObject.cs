using Chain.Script.Execution;

namespace Chain.Script.Values;

/// <summary>A primitive as an object: what ToObject makes. That of a string has its units and its length as own properties.</summary>
public sealed class PrimitiveObject : JsObject
{
    private static readonly PropertyKey LengthKey = PropertyKey.From("length");

    internal readonly Value Primitive;

    internal PrimitiveObject(Shape shape, ObjectClass objectClass, Value primitive)
        : base(shape, objectClass) => Primitive = primitive;

    private bool IsText => Class == ObjectClass.String;

    internal override OwnLookup GetOwn(Machine machine, PropertyKey key, out Value slot, out PropertyFlags flags)
    {
        if (IsText)
        {
            var text = Primitive.AsString;
            if (key.IsIndex && key.Index < (uint)text.Length)
            {
                slot = Value.Of(JsString.OfUnit(text.UnitAt(machine.Meter, (int)key.Index)));
                flags = PropertyFlags.Enumerable;
                return OwnLookup.Found;
            }
            if (key == LengthKey)
            {
                slot = Value.Number(text.Length);
                flags = PropertyFlags.None;
                return OwnLookup.Found;
            }
        }
        return base.GetOwn(machine, key, out slot, out flags);
    }

    internal override void ChangeOwn(Machine machine, PropertyKey key, Value slot, PropertyFlags flags)
    {
        // A change that the rules allow to a unit or to the length of a string changes nothing.
        if (IsText && (key.IsIndex ? key.Index < (uint)Primitive.AsString.Length : key == LengthKey))
            return;
        base.ChangeOwn(machine, key, slot, flags);
    }

    internal override int ExoticKeyCount => IsText ? Primitive.AsString.Length + 1 : 0;

    internal override void AddExoticIndexes(List<PropertyKey> keys)
    {
        for (int i = 0; IsText && i < Primitive.AsString.Length; i++)
            keys.Add(PropertyKey.FromIndex((uint)i));
    }

    internal override void AddExoticNames(List<PropertyKey> keys)
    {
        if (IsText)
            keys.Add(LengthKey);
    }
}
