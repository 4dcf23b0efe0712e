namespace Chain.Script.Compiling;

/// <summary>The kinds of references.</summary>
internal enum ReferenceKind
{
    /// <summary>[ ]</summary>
    Variable,

    /// <summary>[o]</summary>
    Named,

    /// <summary>[o key]</summary>
    Element,

    /// <summary>[o private]</summary>
    Private,

    /// <summary>[this base]</summary>
    SuperNamed,

    /// <summary>[this key base]</summary>
    SuperElement,
}
