using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>Members of intrinsics that are named and priced by an entry of <see cref="BuiltinCosts"/>, so that none comes without one.</summary>
internal static class CostedMembers
{
    /// <summary>A method under the last part of the entry's name: an identifier, or a well-known symbol in brackets. Gives the function.</summary>
    internal static Value Method(this IntrinsicBuilder builder, BuiltinCost cost, int length, NativeCode code, PropertyFlags flags = PropertyFlags.Hidden)
    {
        var key = KeyOf(cost, out string name);
        builder.Method(key, name, length, code, cost.Base, flags);
        return builder.Target.Slots[builder.Target.Shape.Find(key)];
    }

    /// <summary>A getter under the last part of the entry's name.</summary>
    internal static void Getter(this IntrinsicBuilder builder, BuiltinCost cost, NativeCode code)
    {
        var key = KeyOf(cost, out string name);
        if (key.IsSymbol)
            builder.Getter(key.AsSymbol, code, cost.Base);
        else
            builder.Getter(name, code, cost.Base);
    }

    /// <summary>The key that an entry's name ends with, and the name of its function.</summary>
    internal static PropertyKey KeyOf(BuiltinCost cost, out string name)
    {
        int bracket = cost.Name.IndexOf('[', StringComparison.Ordinal);
        name = bracket < 0 ? cost.Name[(cost.Name.LastIndexOf('.') + 1)..] : cost.Name[bracket..];
        return name switch
        {
            "[Symbol.iterator]" => WellKnown.Iterator,
            "[Symbol.hasInstance]" => WellKnown.HasInstance,
            "[Symbol.toPrimitive]" => WellKnown.ToPrimitive,
            "[Symbol.toStringTag]" => WellKnown.ToStringTag,
            _ => PropertyKey.From(name),
        };
    }
}
