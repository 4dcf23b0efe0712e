using Chain.Script.Values;

namespace Chain.Script.Errors;

/// <summary>
/// A script exception on its way through C#: thrown by natives and by the slow paths of operators, caught only where the machine's loop
/// was entered, which unwinds the script's frames. <c>throw</c> in bytecode needs none.
/// </summary>
public sealed class ScriptThrow : Exception
{
    internal ScriptThrow(Value value) => Value = value;

    /// <summary>What was thrown.</summary>
    public Value Value { get; }

    /// <summary>Whether it comes from frames that it has left already, so that where it was thrown is known.</summary>
    internal bool IsUnderWay { get; init; }
}
