namespace Chain.Script.Values;

/// <summary>Property keys that the machine itself names.</summary>
internal static class WellKnown
{
    internal static readonly PropertyKey Length = PropertyKey.From("length");
    internal static readonly PropertyKey Name = PropertyKey.From("name");
    internal static readonly PropertyKey Prototype = PropertyKey.From("prototype");
    internal static readonly PropertyKey Constructor = PropertyKey.From("constructor");
    internal static readonly PropertyKey Message = PropertyKey.From("message");
    internal static readonly PropertyKey Cause = PropertyKey.From("cause");
    internal static readonly PropertyKey ValueOf = PropertyKey.From("valueOf");
    internal static readonly PropertyKey ToStringName = PropertyKey.From("toString");
    internal static readonly PropertyKey Value = PropertyKey.From("value");
    internal static readonly PropertyKey Done = PropertyKey.From("done");
    internal static readonly PropertyKey Next = PropertyKey.From("next");
    internal static readonly PropertyKey Return = PropertyKey.From("return");
    internal static readonly PropertyKey Throw = PropertyKey.From("throw");
    internal static readonly PropertyKey Get = PropertyKey.From("get");
    internal static readonly PropertyKey Set = PropertyKey.From("set");
    internal static readonly PropertyKey Writable = PropertyKey.From("writable");
    internal static readonly PropertyKey Enumerable = PropertyKey.From("enumerable");
    internal static readonly PropertyKey Configurable = PropertyKey.From("configurable");
    internal static readonly PropertyKey Iterator = PropertyKey.From(JsSymbol.Iterator);
    internal static readonly PropertyKey ToPrimitive = PropertyKey.From(JsSymbol.ToPrimitive);
    internal static readonly PropertyKey HasInstance = PropertyKey.From(JsSymbol.HasInstance);
    internal static readonly PropertyKey IsConcatSpreadable = PropertyKey.From(JsSymbol.IsConcatSpreadable);
    internal static readonly PropertyKey ToStringTag = PropertyKey.From(JsSymbol.ToStringTag);
}
