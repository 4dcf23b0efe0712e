using Chain.Primitives;

namespace Chain.Wallet.Contracts;

/// <summary>How and where a contract failed.</summary>
/// <param name="Status">The receipt status by name, such as CONTRACT_FAILED.</param>
/// <param name="Code">The contract's own word, or the runtime's.</param>
/// <param name="Message">The failure in words; often the same as the code.</param>
/// <param name="Contract">The contract that failed; null when there is none.</param>
/// <param name="Function">The function of the author's source; empty outside of any.</param>
/// <param name="Line">The line, from 1; 0 for none.</param>
/// <param name="Column">The column, from 1; 0 for none.</param>
public sealed record FailureReport(string Status, string Code, string Message, Address? Contract, string Function, uint Line, uint Column)
{
    /// <summary>The source that line and column are of, when it is known.</summary>
    public string Source { get; init; } = "";

    /// <summary>The name of the contract's class, when it is known.</summary>
    public string ContractName { get; init; } = "";

    /// <summary>What failed, in a sentence.</summary>
    public string Sentence
    {
        get
        {
            string code = Code.Length == 0 ? Status : Code;
            return Message.Length == 0 || Message == code ? code : $"{code}: {Message}";
        }
    }

    /// <summary>The place in words; null when there is none.</summary>
    public string? Place
    {
        get
        {
            if (Line == 0)
                return null;
            string function = Function.Length == 0 ? "" : $"{Function}, ";
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at {function}line {Line}{(ContractName.Length == 0 ? "" : $" of {ContractName}")}");
        }
    }

    /// <summary>The failing line with a caret.</summary>
    public IReadOnlyList<string> Excerpt => SourceExcerpt.Of(Source, Line, Column);
}
