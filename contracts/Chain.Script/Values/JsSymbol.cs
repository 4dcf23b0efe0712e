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

    private const int DescriptionShownMax = 60;

    /// <summary>A fresh symbol.</summary>
    public JsSymbol(JsString? description)
        : base(ValueKind.Symbol) => Description = description;

    /// <summary>Its description; none is undefined.</summary>
    public JsString? Description { get; }

    /// <summary>Whether the registry of its machine has it (<c>Symbol.for</c>): then its description is its key.</summary>
    internal bool IsRegistered { get; init; }

    /// <summary>For messages; a long description is left out, since making a text of it would take longer than what the message costs.</summary>
    public override string ToString() => Description is { Length: > DescriptionShownMax } ? "Symbol(…)" : "Symbol(" + Description + ")";
}
