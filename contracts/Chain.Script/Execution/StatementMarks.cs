using Chain.Script.Bytecode;

namespace Chain.Script.Execution;

/// <summary>Where statements begin, for observers.</summary>
internal static class StatementMarks
{
    internal static bool IsStatement(FunctionCode code, int word)
    {
        int low = 0;
        int high = code.Positions.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int at = code.Positions.WordAt(middle);
            if (at == word)
                return code.Positions.IsStatement(middle);
            if (at < word)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return false;
    }
}
