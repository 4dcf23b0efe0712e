using Chain.Script.Execution;
using Chain.Script.Numbers;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Methods of byte arrays that look and do not change. Callbacks live in <c>text.js</c>.</summary>
internal static class ByteArrayReads
{
    /// <summary>Puts the methods on <c>%TypedArray%.prototype</c>.</summary>
    internal static void Install(RealmBuilder realm)
    {
        IntrinsicBuilder prototype = realm.Fill(Intrinsic.TypedArrayPrototype, "%TypedArray%.prototype");
        prototype.Getter(ByteArrayCosts.Length, static (Machine machine, in Arguments args) => Value.Number(This(machine, args).Length));
        prototype.Getter(ByteArrayCosts.ByteLength, static (Machine machine, in Arguments args) => Value.Number(This(machine, args).Length));
        prototype.Getter(ByteArrayCosts.Tag, static (Machine _, in Arguments args) =>
            args.This.IsObject && args.This.AsObject is ByteArray ? Value.Of(Name) : Value.Undefined);
        prototype.Method(ByteArrayCosts.At, 1, At);
        prototype.Method(ByteArrayCosts.Entries, 0, static (Machine machine, in Arguments args) => ArrayIterator.Over(machine, This(machine, args), IterationKind.Entries));
        prototype.Method(ByteArrayCosts.Includes, 1, Includes);
        prototype.Method(ByteArrayCosts.IndexOf, 1, IndexOf);
        prototype.Method(ByteArrayCosts.Join, 1, Join);
        prototype.Method(ByteArrayCosts.Keys, 0, static (Machine machine, in Arguments args) => ArrayIterator.Over(machine, This(machine, args), IterationKind.Keys));
        prototype.Method(ByteArrayCosts.LastIndexOf, 1, LastIndexOf);
        prototype.Value("toString", Value.Of(realm[Intrinsic.ArrayToString]), PropertyFlags.Hidden);
        Value values = prototype.Method(
            ByteArrayCosts.Values, 0, static (Machine machine, in Arguments args) => ArrayIterator.Over(machine, This(machine, args), IterationKind.Values));
        prototype.Value(WellKnown.Iterator, values, PropertyFlags.Hidden);
    }

    private static readonly JsString Name = JsString.Constant("Uint8Array");

    /// <summary>The receiver; TypeError when it is no byte array.</summary>
    internal static ByteArray This(Machine machine, in Arguments args) => args.This.IsObject && args.This.AsObject is ByteArray bytes
        ? bytes
        : throw machine.ThrowType(TextMessages.ByteArrayReceiver);

    private static Value At(Machine machine, in Arguments args)
    {
        ByteArray bytes = This(machine, args);
        double at = Conversions.ToIntegerOrInfinity(machine, args[0]);
        at = at < 0 ? at + bytes.Length : at;
        return at >= 0 && at < bytes.Length ? Value.Number(bytes.Span[(int)at]) : Value.Undefined;
    }

    private static Value Includes(Machine machine, in Arguments args) => Value.Boolean(Find(machine, args, ByteArrayCosts.Includes) >= 0);

    private static Value IndexOf(Machine machine, in Arguments args) => Value.Number(Find(machine, args, ByteArrayCosts.IndexOf));

    private static int Find(Machine machine, in Arguments args, BuiltinCost cost)
    {
        ByteArray bytes = This(machine, args);
        Value sought = args[0];
        if (bytes.Length == 0)
            return -1;
        int from = StringText.Relative(machine, args[1], bytes.Length, 0);
        cost.Charge(machine, bytes.Length - from);
        int found = IsByte(sought) ? bytes.Span[from..].IndexOf((byte)sought.AsNumber) : -1;
        return found < 0 ? -1 : found + from;
    }

    private static Value LastIndexOf(Machine machine, in Arguments args)
    {
        ByteArray bytes = This(machine, args);
        Value sought = args[0];
        if (bytes.Length == 0)
            return Value.Number(-1);
        double relative = args.Count > 1 ? Conversions.ToIntegerOrInfinity(machine, args[1]) : bytes.Length - 1;
        relative = relative < 0 ? relative + bytes.Length : relative;
        int count = NumberBits.ClampToInt(relative + 1, 0, bytes.Length);
        ByteArrayCosts.LastIndexOf.Charge(machine, count);
        return Value.Number(IsByte(sought) ? bytes.Span[..count].LastIndexOf((byte)sought.AsNumber) : -1);
    }

    private static bool IsByte(Value sought) => sought.IsNumber && sought.AsNumber is >= 0 and <= 255 && NumberBits.IsIntegral(sought.AsNumber);

    private static Value Join(Machine machine, in Arguments args)
    {
        ByteArray bytes = This(machine, args);
        string separator = args[0].IsUndefined ? "," : Conversions.ToString(machine, args[0]).Flat(machine.Meter);
        ByteArrayCosts.Join.Charge(machine, bytes.Length);
        var result = new TextBuilder(machine);
        for (int index = 0; index < bytes.Length; index++)
        {
            if (index > 0 && separator.Length > 0)
                result.Add(separator);
            result.Add(NumberText.Of(bytes.Span[index]));
        }
        return result.Finish();
    }
}
