namespace Chain.Contracts;

/// <summary>Why a source is no contract.</summary>
/// <param name="Code">The kind of fault, one of <see cref="ContractFaultCode"/>.</param>
/// <param name="Message">A sentence for the author, the same on every node.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in UTF-16 code units.</param>
public sealed record ContractFault(string Code, string Message, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.NumberFormatInfo.InvariantInfo, $"{Line}:{Column}: {Message}");
}
