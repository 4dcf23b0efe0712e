namespace Chain.Script.Values;

/// <summary>A symbol: an identity and a description.</summary>
public sealed class JsSymbol : HeapValue
{
    /// <summary>@@iterator.</summary>
    public static readonly JsSymbol Iterator = new(JsString.Constant("Symbol.iterator"));

    /// <summary>@@toPrimitive.</summary>
    public static readonly JsSymbol ToPrimitive = new(JsString.Constant("Symbol.toPrimitive"));

    /// <summary>@@hasInstance.</summary>
    public static readonly JsSymbol HasInstance = new(JsString.Constant("Symbol.hasInstance"));

    /// <summary>@@toStringTag.</summary>
    public static readonly JsSymbol ToStringTag = new(JsString.Constant("Symbol.toStringTag"));

    /// <summary>@@isConcatSpreadable.</summary>
    public static readonly JsSymbol IsConcatSpreadable = new(JsString.Constant("Symbol.isConcatSpreadable"));

    /// <summary>A fresh symbol.</summary>
    public JsSymbol(JsString? description)
        : base(ValueKind.Symbol) => Description = description;

    /// <summary>Its description; none is undefined.</summary>
    public JsString? Description { get; }

    /// <inheritdoc/>
    public override string ToString() => "Symbol(" + Description + ")";
}
