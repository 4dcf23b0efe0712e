namespace Chain.Script.Values;

/// <summary>What kind of object an object is: which C# class holds it and which internal slots it has.</summary>
public enum ObjectClass : byte
{
    /// <summary>An ordinary object.</summary>
    Ordinary,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A function of the source.</summary>
    ScriptFunction,

    /// <summary>A function of the engine or the host.</summary>
    NativeFunction,

    /// <summary>What <c>bind</c> makes.</summary>
    BoundFunction,

    /// <summary>An error.</summary>
    Error,

    /// <summary>A boolean object.</summary>
    Boolean,

    /// <summary>A number object.</summary>
    Number,

    /// <summary>A string object.</summary>
    String,

    /// <summary>A symbol object.</summary>
    Symbol,

    /// <summary>A bigint object.</summary>
    BigInt,

    /// <summary>The <c>arguments</c> of a call.</summary>
    Arguments,

    /// <summary>A generator.</summary>
    Generator,

    /// <summary>A map.</summary>
    Map,

    /// <summary>A set.</summary>
    Set,

    /// <summary>An iterator made by a builtin.</summary>
    Iterator,

    /// <summary>An array buffer.</summary>
    ArrayBuffer,

    /// <summary>A byte array.</summary>
    Uint8Array,

    /// <summary>A module namespace.</summary>
    Namespace,

    /// <summary>Anything of the host's.</summary>
    Host,
}
