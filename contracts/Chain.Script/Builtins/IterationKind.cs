namespace Chain.Script.Builtins;

/// <summary>What an iterator gives at each step.</summary>
internal enum IterationKind : byte
{
    /// <summary>The keys.</summary>
    Keys,

    /// <summary>The values.</summary>
    Values,

    /// <summary>Arrays of key and value.</summary>
    Entries,
}
