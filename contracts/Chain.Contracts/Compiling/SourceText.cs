using System.Buffers;
using System.Text;
using Chain.Script;

namespace Chain.Contracts;

/// <summary>From a source's bytes to its text. One text has one byte form, so that equal sources have equal hashes.</summary>
internal static class SourceText
{
    /// <summary>The text; or <c>null</c> and the fault.</summary>
    public static string? Read(ReadOnlySpan<byte> utf8, out ContractFault? fault)
    {
        fault = null;
        if (utf8.IsEmpty)
            return Refuse("the source is empty", 1, 1, out fault);
        if (utf8.Length > ContractLimits.SourceBytesMax)
            return Refuse($"the source has {utf8.Length} bytes; at most {ContractLimits.SourceBytesMax} are allowed", 1, 1, out fault);
        if (utf8.StartsWith("\uFEFF"u8))
            return Refuse("the source begins with a byte order mark; save it as UTF-8 without one", 1, 1, out fault);
        int valid = ValidLength(utf8);
        int nul = utf8[..valid].IndexOf((byte)0);
        if (nul < 0 && valid == utf8.Length)
            return Encoding.UTF8.GetString(utf8);
        string before = Encoding.UTF8.GetString(utf8[..(nul < 0 ? valid : nul)]);
        (int line, int column) = LineMap.Of(before).Locate(before.Length);
        return Refuse(nul < 0 ? "the source is not valid UTF-8 here" : "the source holds a NUL character here", line, column, out fault);
    }

    private static int ValidLength(ReadOnlySpan<byte> utf8)
    {
        if (System.Text.Unicode.Utf8.IsValid(utf8))
            return utf8.Length;
        int offset = 0;
        while (Rune.DecodeFromUtf8(utf8[offset..], out _, out int length) == OperationStatus.Done)
            offset += length;
        return offset;
    }

    private static string? Refuse(string message, int line, int column, out ContractFault? fault)
    {
        fault = new ContractFault(ContractFaultCode.Source, message, line, column);
        return null;
    }
}
