using Chain.Script.Execution;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// Writes the JSON text of a value. Objects that are being written stand on a stack of this class; one that is met again inside itself is
/// a TypeError, and the depth is bounded. <c>toJSON</c>, a replacer function and getters are called as native re-entry, one at a time.
/// An object that is reached by many ways is written and charged as often.
/// </summary>
internal sealed class JsonWriter
{
    private static readonly PropertyKey ToJsonKey = PropertyKey.From("toJSON");
    private static readonly PropertyKey EmptyKey = PropertyKey.From("");

    private readonly Machine machine;
    private readonly JsonOptions options;
    private readonly TextBuilder text;
    private readonly Stack<JsonLevel> levels = new();

    internal JsonWriter(Machine machine, JsonOptions options)
    {
        this.machine = machine;
        this.options = options;
        text = new TextBuilder(machine);
    }

    /// <summary>The text, or undefined when the value has none.</summary>
    internal Value Write(Value value)
    {
        JsObject wrapper = machine.NewObject();
        wrapper.AddOwn(machine, EmptyKey, value, PropertyFlags.All);
        if (!Prepare(wrapper, EmptyKey, ref value))
            return Value.Undefined;
        Put(value);
        while (levels.TryPeek(out JsonLevel? level))
            Step(level);
        return text.Finish();
    }

    /// <summary>Writes the next member of a level, or its end.</summary>
    private void Step(JsonLevel level)
    {
        if (!level.TryNext(machine, out PropertyKey key))
        {
            levels.Pop();
            if (level.Written)
                NewLine();
            text.Add(level.IsArray ? ']' : '}');
            return;
        }
        Value value = level.Source.Get(machine, key);
        bool has = Prepare(level.Source, key, ref value);
        if (!has && !level.IsArray)
            return;
        if (level.Written)
            text.Add(',');
        level.Written = true;
        NewLine();
        if (!level.IsArray)
        {
            Quote(key.IsIndex ? NumberText.Of(key.Index) : key.AsString.Flat(machine.Meter));
            text.Add(options.Gap.Length > 0 ? ": " : ":");
        }
        if (has)
            Put(value);
        else
            text.Add("null");
    }

    /// <summary>What stands for a value: after toJSON, the replacer and unwrapping. False when it has no text.</summary>
    private bool Prepare(JsObject holder, PropertyKey key, ref Value value)
    {
        JsonCosts.StringifyValue.Charge(machine, 1);
        if (value.IsObject || value.IsBigInt)
        {
            Value toJson = Operations.Get(machine, value, ToJsonKey);
            if (toJson.IsCallable)
                value = machine.CallFunction(toJson, value, [key.ToValue()]);
        }
        if (options.Replacer is JsObject replacer)
            value = machine.CallFunction(Value.Of(replacer), Value.Of(holder), [key.ToValue(), value]);
        if (value.IsObject)
            value = JsonOptions.Unwrap(machine, value);
        if (value.IsBigInt)
            throw machine.ThrowType(TextMessages.JsonBigInt);
        return !value.IsUndefined && !value.IsSymbol && !value.IsCallable;
    }

    private void Put(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Object:
                Enter(value.AsObject);
                break;
            case ValueKind.String:
                Quote(value.AsString.Flat(machine.Meter));
                break;
            case ValueKind.Number:
                text.Add(double.IsFinite(value.AsNumber) ? Conversions.NumberToString(machine, value.AsNumber).Flat(machine.Meter) : "null");
                break;
            case ValueKind.Boolean:
                text.Add(value.IsTrue ? "true" : "false");
                break;
            default:
                text.Add("null");
                break;
        }
    }

    private void Enter(JsObject source)
    {
        if (levels.Count >= ScriptLimits.StructureDepthMax)
            throw machine.ThrowRange(TextMessages.JsonValueDeep);
        JsonCosts.StringifyLevel.Charge(machine, 1);
        machine.Meter.Charge(levels.Count / 8);
        foreach (JsonLevel level in levels)
        {
            if (ReferenceEquals(level.Source, source))
                throw machine.ThrowType(TextMessages.JsonCycle);
        }
        JsonLevel made = source is JsArray
            ? JsonLevel.OfArray(machine, source)
            : JsonLevel.OfObject(source, options.Keys ?? EnumerableKeys(source));
        text.Add(made.IsArray ? '[' : '{');
        levels.Push(made);
    }

    private List<PropertyKey> EnumerableKeys(JsObject source)
    {
        List<PropertyKey> keys = source.OwnKeys(machine);
        int kept = 0;
        for (int index = 0; index < keys.Count; index++)
        {
            PropertyKey key = keys[index];
            if (!key.IsSymbol && source.GetOwnProperty(machine, key, out PropertyDescriptor property) && property.Enumerable)
                keys[kept++] = key;
        }
        keys.RemoveRange(kept, keys.Count - kept);
        return keys;
    }

    private void NewLine()
    {
        if (options.Gap.Length == 0)
            return;
        text.Add('\n');
        for (int depth = 0; depth < levels.Count; depth++)
            text.Add(options.Gap);
    }

    /// <summary>QuoteJSONString: surrogates without a partner are escaped, so the text is always well formed.</summary>
    private void Quote(string units)
    {
        JsonCosts.Quote.Charge(machine, units.Length);
        text.Add('"');
        int done = 0;
        for (int at = 0; at < units.Length; at++)
        {
            char unit = units[at];
            if (unit is >= ' ' and not '"' and not '\\' && !char.IsSurrogate(unit))
                continue;
            if (char.IsSurrogate(unit) && StringText.CodePointAt(units, at).Units == 2)
            {
                at++;
                continue;
            }
            text.Add(units.AsSpan(done, at - done));
            Escape(unit);
            done = at + 1;
        }
        text.Add(units.AsSpan(done));
        text.Add('"');
    }

    private void Escape(char unit)
    {
        const string Digits = "0123456789abcdef";
        int place = "\"\\\b\f\n\r\t".IndexOf(unit, StringComparison.Ordinal);
        if (place >= 0)
            text.Add(['\\', "\"\\bfnrt"[place]]);
        else
            text.Add(['\\', 'u', Digits[unit >> 12], Digits[(unit >> 8) & 15], Digits[(unit >> 4) & 15], Digits[unit & 15]]);
    }
}
