namespace Chain.Script.Execution;

/// <summary>Where a generator is.</summary>
internal enum GeneratorState : byte
{
    /// <summary>Made; its body has not begun.</summary>
    Start,

    /// <summary>At a <c>yield</c>.</summary>
    Suspended,

    /// <summary>Running: it cannot be entered again.</summary>
    Running,

    /// <summary>Ended.</summary>
    Completed,
}
