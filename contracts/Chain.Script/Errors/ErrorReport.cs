using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Script.Errors;

/// <summary>
/// What a host is told of an exception that nobody caught. No code of the script runs for it: getters are not asked. Nothing is charged, so texts are cut before they are made.
/// </summary>
internal static class ErrorReport
{
    private const int MessageUnitsMax = 1_000;

    /// <summary>A longer bigint is told by its size: writing it out takes the square of that.</summary>
    private const int BigIntBitsMax = 256;

    internal static ScriptError Of(Machine machine, Value thrown, ScriptPosition place)
    {
        if (!thrown.IsObject)
            return new ScriptError("Thrown", Shorten(TextOf(thrown)), place);
        var target = thrown.AsObject;
        string code = Text(machine, target, WellKnown.Name) ?? "Thrown";
        string message = Text(machine, target, WellKnown.Message) ?? "";
        return new ScriptError(Shorten(code), Shorten(message), target is JsError { Position.Line: > 0 } error ? error.Position : place);
    }

    /// <summary>An own string data property, or what it begins with.</summary>
    internal static string? OwnText(Machine machine, JsObject target, PropertyKey key) =>
        target is not (ScriptFunction { IsLazy: true } or HostObject) && target.GetOwn(machine, key, out var slot, out _) == OwnLookup.Found && slot.IsString
            ? Start(slot.AsString)
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
                return slot.IsString ? Start(slot.AsString) : null;
        }
        return null;
    }

    private static string TextOf(Value value) => value.Kind switch
    {
        ValueKind.Number => Numbers.NumberText.Of(value.Num),
        ValueKind.BigInt when value.AsBigInt.GetBitLength() is > BigIntBitsMax and var bits => $"a bigint of {Numbers.NumberText.Of(bits)} bits",
        ValueKind.BigInt => Numbers.BigIntText.Of(value.AsBigInt, 10),
        ValueKind.Symbol => $"Symbol({(value.AsSymbol.Description is { } description ? Start(description) : "")})",
        ValueKind.String => Start(value.AsString),
        _ => value.Ref!.ToString()!,
    };

    /// <summary>One unit more than is shown, so that <see cref="Shorten"/> sees that there is more.</summary>
    private static string Start(JsString text) => text.Start(MessageUnitsMax + 1);

    private static string Shorten(string text) => text.Length <= MessageUnitsMax ? text : string.Concat(text.AsSpan(0, MessageUnitsMax), "…");
}
