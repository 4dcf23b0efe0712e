using System.Diagnostics.CodeAnalysis;

namespace Chain.Script.Errors;

/// <summary>What must hold inside the engine. A script that breaks one has found a defect, which ends its run as an internal fault.</summary>
public sealed class Invariant : Exception
{
    private Invariant(string message)
        : base(message)
    {
    }

    /// <summary>Stops when the condition does not hold.</summary>
    public static void Holds([DoesNotReturnIf(false)] bool condition, string message = "an invariant of the engine does not hold")
    {
        if (!condition)
            throw new Invariant(message);
    }

    /// <summary>For a place that is never reached.</summary>
    public static Exception Unreachable(string message = "unreachable") => new Invariant(message);
}
