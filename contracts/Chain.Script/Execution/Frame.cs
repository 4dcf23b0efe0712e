using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// A call of a script function. Its values lie on a segment of the stack: this at <c>Base − 1</c>, locals from <c>Base</c>, operands behind
/// them. Frames are pooled by depth, so a field that a kind of call does not need keeps what was there before.
/// </summary>
internal sealed class Frame
{
    internal ScriptFunction Function = null!;
    internal Value[] Stack = null!;
    internal int Segment;
    internal int Base;

    /// <summary>The next instruction. While a slow path or a callee runs, the word before it belongs to the running instruction.</summary>
    internal int Pc;

    /// <summary>The place behind the topmost operand; kept only while the loop is not in this frame's instructions.</summary>
    internal int Sp;

    /// <summary>The place behind everything the frame may use: where frames entered from natives begin.</summary>
    internal int Limit;

    /// <summary>Where the result goes on the caller's segment.</summary>
    internal int Result;

    /// <summary>The slots of all frames up to this one.</summary>
    internal int SlotsInUse;

    internal FrameFlags Flags;
    internal JsObject? NewTarget;

    /// <summary>All arguments, for functions that ask for them.</summary>
    internal Value[] AllArguments = [];

    internal JsGenerator? Generator;

    internal ref Value This => ref Stack[Base - 1];

    internal Value Pop() => Stack[--Sp];

    internal ref Value Top => ref Stack[Sp - 1];

    internal ref Value Peek(int below) => ref Stack[Sp - 1 - below];

    internal void Push(Value value) => Stack[Sp++] = value;
}
