using System.Runtime.InteropServices;

namespace Chain.Script;

/// <summary>A stretch of the source text, in UTF-16 code units: <c>[Start, End)</c>. <see cref="LineMap"/> turns an offset into line and column.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SourceSpan(int Start, int End)
{
    /// <summary>How many code units it covers.</summary>
    public int Length => End - Start;
}
