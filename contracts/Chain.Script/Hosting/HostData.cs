using Chain.Script.Builtins;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>
/// Reads what a script gives to a host without running any of the script: only own data properties are looked at, an accessor is not data, and no
/// object is converted.
/// </summary>
public static class HostData
{
    /// <summary>Whether it is an object with properties and nothing more: no array, function, error, collection, or object of the host.</summary>
    public static bool IsPlain(Value value) => value.IsObject && value.AsObject.Class == ObjectClass.Ordinary && value.AsObject is not HostHandle;

    /// <summary>The value of an own data property.</summary>
    public static HostLookup Read(Machine machine, JsObject target, PropertyKey key, out Value value)
    {
        machine.Meter.Charge(CoreGas.TableLookup);
        if (target.GetOwn(machine, key, out value, out var flags) != OwnLookup.Found)
            return HostLookup.Absent;
        if ((flags & PropertyFlags.Accessor) == 0)
            return HostLookup.Found;
        value = Value.Undefined;
        return HostLookup.Accessor;
    }

    /// <summary>How many own properties an ordinary object has, symbols and private names not counted.</summary>
    public static int CountNames(Machine machine, JsObject target)
    {
        machine.Meter.Charge(1, target.Shape.Count);
        int count = target.Indexed?.Count ?? 0;
        for (int slot = 0; slot < target.Shape.Count; slot++)
            count += target.Shape.KeyAt(slot).IsString && !target.Shape.IsDeleted(slot) ? 1 : 0;
        return count;
    }

    /// <summary>The names of an ordinary object's own properties that are strings and no indexes, in order.</summary>
    public static IReadOnlyList<string> Names(Machine machine, JsObject target)
    {
        machine.Meter.Charge(CoreGas.OwnKey, target.Shape.Count);
        var names = new List<string>();
        for (int slot = 0; slot < target.Shape.Count; slot++)
        {
            if (target.Shape.KeyAt(slot) is { IsString: true } key && !target.Shape.IsDeleted(slot))
                names.Add(key.ToString());
        }
        return names;
    }

    /// <summary>A number that is an integer within bounds, which are below 2⁵³; −0 is 0.</summary>
    public static bool TryInteger(Value value, long min, long max, out long integer)
    {
        integer = 0;
        if (!value.IsNumber || !(value.AsNumber >= min && value.AsNumber <= max) || value.AsNumber != Math.Floor(value.AsNumber))
            return false;
        integer = (long)value.AsNumber;
        return true;
    }

    /// <summary>
    /// The text under a name of something that was thrown, own; null when it is no text. Charges nothing and runs nothing: for reports.
    /// </summary>
    public static string? TextOfThrown(Machine machine, Value thrown, string name) => thrown.IsObject ? ErrorReport.OwnText(machine, thrown.AsObject, PropertyKey.From(name)) : null;

    /// <summary>The bytes of a Uint8Array; false for anything else.</summary>
    public static bool TryBytes(Value value, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!value.IsObject || value.AsObject is not ByteArray array)
            return false;
        bytes = array.Span;
        return true;
    }

    /// <summary>What was thrown by the host together with this error (<see cref="HostErrors"/>); null when there is nothing.</summary>
    public static object? OfError(Value thrown) => thrown.IsObject && thrown.AsObject is JsError error ? error.HostData : null;
}
