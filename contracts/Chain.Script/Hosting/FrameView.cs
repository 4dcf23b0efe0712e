using System.Runtime.InteropServices;
using Chain.Script.Bytecode;
using Chain.Script.Errors;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>What an observer sees of the running frame; valid during the call only.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly ref struct FrameView
{
    private readonly ReadOnlySpan<Value> locals;

    internal FrameView(FunctionCode code, int word, int depth, Value thisValue, ReadOnlySpan<Value> locals)
    {
        Code = code;
        Word = word;
        Depth = depth;
        This = thisValue;
        this.locals = locals;
    }

    /// <summary>The function.</summary>
    public FunctionCode Code { get; }

    /// <summary>The code word of the running instruction.</summary>
    public int Word { get; }

    /// <summary>How many frames are on the stack, this one included.</summary>
    public int Depth { get; }

    /// <summary>Its this.</summary>
    public Value This { get; }

    /// <summary>Where it is in the source.</summary>
    public ScriptPosition Position => ScriptPosition.Of(Code, Word);

    /// <summary>The variables that are in scope and initialised, by name, outer before inner.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> Locals()
    {
        var found = new List<KeyValuePair<string, Value>>();
        foreach (var local in Code.LocalNames)
        {
            if (Word < local.Start || Word >= local.End || local.Slot >= locals.Length)
                continue;
            var value = locals[local.Slot];
            if (local.IsCell && value.Ref is Cell cell)
                value = cell.Value;
            if (value.Kind <= ValueKind.Object)
                found.Add(new(local.Name, value));
        }
        return found;
    }
}
