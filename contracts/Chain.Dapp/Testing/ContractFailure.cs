using Chain.Types;

namespace Chain.Dapp.Testing;

/// <summary>Where a contract failed, in the author's source.</summary>
/// <param name="File">The source, when it is one of the files that tests deploy.</param>
/// <param name="Code">The code.</param>
/// <param name="Message">The failure in words.</param>
/// <param name="Function">The function; empty outside of any.</param>
/// <param name="Line">The line, from 1; 0 when there is none.</param>
/// <param name="Column">The column.</param>
internal sealed record ContractFailure(ContractFile? File, string Code, string Message, string Function, int Line, int Column)
{
    /// <summary>"shop.js:12:5 in buy"; empty without a line.</summary>
    public string Place => Line == 0 || File is null ? "" : $"{File.Path}:{Line}:{Column}{(Function.Length > 0 ? $" in {Function}" : "")}";

    /// <summary>The line with a caret below it; empty without one.</summary>
    public string Excerpt => File is null ? "" : SourceExcerpt.Of(File.Text, Line, Column);

    /// <summary>Of a transaction that failed.</summary>
    public static ContractFailure Of(ContractFile? file, TestReceipt receipt)
    {
        ContractResult result = receipt.Receipt.Result;
        return new ContractFailure(file, receipt.Code, receipt.Message, result.Function, (int)result.Line, (int)result.Column);
    }

    /// <summary>Of a source that is refused.</summary>
    public static ContractFailure Of(ContractFile file) => new(file, file.Fault!.Code, file.Fault.Message, "", file.Fault.Line, file.Fault.Column);
}
