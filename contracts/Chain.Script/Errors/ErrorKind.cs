namespace Chain.Script.Errors;

/// <summary>The error types of the language.</summary>
public enum ErrorKind : byte
{
    /// <summary>Error.</summary>
    Error,

    /// <summary>TypeError.</summary>
    TypeError,

    /// <summary>RangeError.</summary>
    RangeError,

    /// <summary>ReferenceError.</summary>
    ReferenceError,

    /// <summary>SyntaxError.</summary>
    SyntaxError,

    /// <summary>EvalError.</summary>
    EvalError,

    /// <summary>URIError.</summary>
    UriError,

    /// <summary>AggregateError.</summary>
    AggregateError,
}
