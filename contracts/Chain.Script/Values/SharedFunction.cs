namespace Chain.Script.Values;

/// <summary>
/// What machines must know of a function of a <see cref="Hosting.SharedModule"/>. The function itself is frozen and the same for all of them; in each a
/// function of its own stands in for it when it runs, with the machine's inline caches and its own values of what is imported anew.
/// </summary>
internal sealed class SharedFunction(Hosting.SharedModule module, ScriptFunction original, int number, (int Capture, int Late)[] late)
{
    /// <summary>The module.</summary>
    internal Hosting.SharedModule Module => module;

    /// <summary>The function that scripts see.</summary>
    internal ScriptFunction Original => original;

    /// <summary>Its number among the functions of the module.</summary>
    internal int Number => number;

    /// <summary>Which captured variables are which late imports.</summary>
    internal ReadOnlySpan<(int Capture, int Late)> Late => late;
}
