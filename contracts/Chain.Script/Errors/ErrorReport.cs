using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Script.Errors;

/// <summary>What a host is told of an exception that nobody caught. No code of the script runs for it: getters are not asked.</summary>
internal static class ErrorReport
{
    private const int MessageUnitsMax = 1_000;

    internal static ScriptError Of(Machine machine, Value thrown, ScriptPosition place)
    {
        if (!thrown.IsObject)
            return new ScriptError("Thrown", Shorten(TextOf(thrown)), place);
        var target = thrown.AsObject;
        string code = Text(machine, target, WellKnown.Name) ?? "Thrown";
        string message = Text(machine, target, WellKnown.Message) ?? "";
        return new ScriptError(Shorten(code), Shorten(message), target is JsError { Position.Line: > 0 } error ? error.Position : place);
    }

    /// <summary>An own string data property.</summary>
    internal static string? OwnText(Machine machine, JsObject target, PropertyKey key) =>
        target is not (ScriptFunction { IsLazy: true } or HostObject) && target.GetOwn(machine, key, out var slot, out _) == OwnLookup.Found && slot.IsString
            ? slot.AsString.ToString()
            : null;

    /// <summary>A string data property here or on the prototype chain; the walk is bounded, because it is not charged.</summary>
    private static string? Text(Machine machine, JsObject target, PropertyKey key)
    {
        JsObject? at = target;
        for (int steps = 0; at is not null && steps < ScriptLimits.CallDepthMax; steps++, at = at.Prototype)
        {
            // Objects of the host would be read, which is charged; functions would make properties.
            if (at is ScriptFunction { IsLazy: true } or HostObject)
                continue;
            if (at.GetOwn(machine, key, out var slot, out _) == OwnLookup.Found)
                return slot.IsString ? slot.AsString.ToString() : null;
        }
        return null;
    }

    private static string TextOf(Value value) => value.Kind switch
    {
        ValueKind.Number => Numbers.NumberText.Of(value.Num),
        ValueKind.BigInt => Numbers.BigIntText.Of(value.AsBigInt, 10),
        ValueKind.Symbol => "Symbol(" + value.AsSymbol.Description + ")",
        _ => value.Ref!.ToString()!,
    };

    private static string Shorten(string text) => text.Length <= MessageUnitsMax ? text : string.Concat(text.AsSpan(0, MessageUnitsMax), "…");
}
