using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Chain.Primitives;

/// <summary>A broken invariant: the program contradicts itself. The node stops; nothing catches this to go on.</summary>
public sealed class InvariantException(string message) : Exception(message);

/// <summary>Checks what must hold whatever arrives from outside. Never used on outside data: that is refused with a value.</summary>
public static class Invariant
{
    /// <summary>Stops the node when the condition does not hold.</summary>
    /// <exception cref="InvariantException">The condition is false.</exception>
    public static void Holds(
        [DoesNotReturnIf(false)] bool condition,
        string what,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        if (!condition)
            throw new InvariantException($"Invariant broken: {what} ({file}:{line})");
    }
}
