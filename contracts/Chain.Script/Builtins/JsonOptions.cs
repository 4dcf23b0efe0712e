using Chain.Script.Execution;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>The second and third argument of <c>JSON.stringify</c>, read as the specification says.</summary>
/// <param name="Replacer">The replacer function, if any.</param>
/// <param name="Keys">The keys that are written, if the replacer is an array.</param>
/// <param name="Gap">What one level is indented by; empty for a text without spaces.</param>
internal sealed record JsonOptions(JsObject? Replacer, List<PropertyKey>? Keys, string Gap)
{
    private const int GapMax = 10;

    /// <summary>Reads both arguments, in this order.</summary>
    internal static JsonOptions Read(Machine machine, Value replacer, Value space)
    {
        JsObject? function = replacer.IsCallable ? replacer.AsObject : null;
        List<PropertyKey>? keys = replacer.IsObject && replacer.AsObject is JsArray array ? ReadKeys(machine, array) : null;
        return new JsonOptions(function, keys, ReadGap(machine, space));
    }

    /// <summary>A number, string, boolean or bigint in an object taken out of it; everything else as it is.</summary>
    internal static Value Unwrap(Machine machine, Value value) => value.AsObject.ObjectClass switch
    {
        ObjectClass.Number => Value.Number(Conversions.ToNumber(machine, value)),
        ObjectClass.String => Value.Of(Conversions.ToString(machine, value)),
        ObjectClass.Boolean => Wrapped.Primitive(value, ObjectClass.Boolean)!.Value,
        ObjectClass.BigInt => Wrapped.Primitive(value, ObjectClass.BigInt)!.Value,
        _ => value,
    };

    private static List<PropertyKey> ReadKeys(Machine machine, JsArray array)
    {
        var keys = new List<PropertyKey>();
        var seen = new HashSet<PropertyKey>();
        double length = Operations.LengthOfArrayLike(machine, array);
        for (double index = 0; index < length; index++)
        {
            JsonCosts.StringifyValue.Charge(machine, 1);
            Value item = array.Get(machine, ArrayLike.Key(machine, index));
            bool names = item.IsString || item.IsNumber || (item.IsObject && item.AsObject.ObjectClass is ObjectClass.String or ObjectClass.Number);
            if (!names)
                continue;
            machine.Meter.Allocate(Metering.MemoryCosts.TableEntry);
            PropertyKey key = Conversions.ToPropertyKey(machine, Value.Of(Conversions.ToString(machine, item)));
            if (seen.Add(key))
                keys.Add(key);
        }
        return keys;
    }

    private static string ReadGap(Machine machine, Value space)
    {
        if (space.IsObject)
            space = Unwrap(machine, space);
        if (space.IsNumber)
            return new string(' ', NumberBits.ClampToInt(NumberBits.ToIntegerOrInfinity(space.AsNumber), 0, GapMax));
        if (!space.IsString)
            return "";
        string text = space.AsString.Flat(machine.Meter);
        return text.Length <= GapMax ? text : text[..GapMax];
    }
}
