using Chain.Script.Bytecode;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// Tells whether nothing of frozen objects can change any more. Freezing stills properties; what it does not still is what maps, byte arrays or generators hold inside,
/// and variables that a function assigns.
/// </summary>
internal sealed class StillObjects
{
    private readonly Dictionary<FunctionCode, bool[]> assigned = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether it is so for all of them.</summary>
    internal bool Hold(IReadOnlyList<JsObject> frozen)
    {
        foreach (var target in frozen)
        {
            bool isStill = target is ScriptFunction function ? !Array.Exists(AssignedBy(function.Code), static assigns => assigns) : target.Class is ObjectClass.Ordinary or ObjectClass.Array;
            if (!isStill)
                return false;
        }
        return true;
    }

    /// <summary>Which of its captured variables a function, or one inside it, assigns. Functions lie no deeper in each other than sources nest.</summary>
    private bool[] AssignedBy(FunctionCode code)
    {
        if (assigned.TryGetValue(code, out var known))
            return known;
        bool[] found = new bool[code.Captures.Length];
        for (int at = 0; at < code.Words.Length; at += OpcodeInfo.Of((Opcode)code.Words[at]).Length)
            if (code.Words[at] == (int)Opcode.StoreCaptured)
                found[code.Words[at + 1]] = true;
        foreach (var nested in code.Functions)
        {
            bool[] inner = AssignedBy(nested);
            for (int i = 0; i < inner.Length; i++)
                if (inner[i] && nested.Captures[i] is { FromSlot: false } passed)
                    found[passed.Index] = true;
        }
        assigned.Add(code, found);
        return found;
    }
}
