namespace Chain.Script.Values;

/// <summary>What a value is. The last ones never reach a script.</summary>
public enum ValueKind : byte
{
    /// <summary>A number; it has no heap part, so no <see cref="HeapValue"/> bears this kind.</summary>
    Number,

    /// <summary>undefined.</summary>
    Undefined,

    /// <summary>null.</summary>
    Null,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A <see cref="JsString"/>.</summary>
    String,

    /// <summary>A <see cref="JsSymbol"/>.</summary>
    Symbol,

    /// <summary>A <see cref="JsBigInt"/>.</summary>
    BigInt,

    /// <summary>A <see cref="JsObject"/>.</summary>
    Object,

    /// <summary>No value: a binding in its temporal dead zone, an absent argument. Never seen by a script.</summary>
    Empty,

    /// <summary>A captured variable.</summary>
    Cell,

    /// <summary>The getter and setter of an accessor property, as kept in a slot.</summary>
    Accessor,

    /// <summary>The identity of a <c>#name</c>.</summary>
    PrivateName,

    /// <summary>Anything else of the machine's own (iterator records, completion marks).</summary>
    Internal,
}
