using Chain.Script.Bytecode;

namespace Chain.Script.Execution;

/// <summary>
/// The name of what a call instruction tried to call, for its error: a method or global loaded directly before a call without arguments. No
/// name is better than a wrong one, so anything else gives none.
/// </summary>
internal static class CalleeNames
{
    internal static string? Of(Frame frame)
    {
        var image = frame.Function.Image;
        var words = image.Code.Words;
        int end = frame.Pc;
        // A call without arguments directly behind its callee: name at a fixed distance.
        var call = CallAt(words, end);
        if (call == Opcode.Call && words[end - 1] == 0)
        {
            if (end - 5 >= 0 && words[end - 5] == (int)Opcode.GetMethodNamed)
                return image.Code.Unit.Constants[words[end - 4]].AsString;
            if (end - 6 >= 0 && words[end - 6] == (int)Opcode.LoadGlobal && words[end - 3] == (int)Opcode.LoadUndefined)
                return image.Code.Unit.Constants[words[end - 5]].AsString;
        }
        return null;
    }

    private static Opcode CallAt(int[] words, int end) => end >= 2 ? (Opcode)words[end - 2] : Opcode.Gas;
}
