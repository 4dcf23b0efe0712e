using System.Text.Unicode;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>What of a contract's action is refused from its bytes alone, before anything is compiled or looked up.</summary>
internal static class ContractText
{
    /// <summary>Source is text of 1 byte to the limit, without a byte order mark and without NUL.</summary>
    public static DecodeError CheckSource(ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty)
            return DecodeError.Missing;
        if (source.Length > ProtocolLimits.ContractSourceBytesMax)
            return DecodeError.Size;
        if (!Utf8.IsValid(source))
            return DecodeError.Utf8;
        return source.StartsWith("\uFEFF"u8) || source.Contains((byte)0) ? DecodeError.Range : DecodeError.None;
    }

    public static DecodeError CheckArguments(ReadOnlySpan<byte> arguments) =>
        arguments.Length > ProtocolLimits.ArgumentsBytesMax ? DecodeError.Size : DecodeError.None;

    /// <summary>A method is named by an identifier of the language, which is ASCII: other names cannot exist, and are shown to nobody.</summary>
    public static DecodeError CheckMethod(string method)
    {
        if (method.Length == 0)
            return DecodeError.Missing;
        if (method.Length > ProtocolLimits.MethodNameBytesMax)
            return DecodeError.Size;
        foreach (char c in method)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '$'))
                return DecodeError.Range;
        }
        return char.IsAsciiDigit(method[0]) ? DecodeError.Range : DecodeError.None;
    }
}
