using System.Text;
using Chain.Contracts;
using Chain.Primitives;

namespace Chain.Wallet.Contracts;

/// <summary>Reads contract files: before deployment, and those that a node shows.</summary>
public static class ContractSource
{
    // What a contract prints is the node's business: a development node lets it, a network refuses it.
    private static readonly ContractCompileOptions s_options = new() { AllowConsole = true };

    /// <summary>The interface of a file that is to be deployed.</summary>
    /// <exception cref="WalletException">It is no contract; the message names the place, and the excerpt shows it.</exception>
    public static ContractAbi Check(byte[] content, string path)
    {
        if (ContractCompiler.Compile(content, s_options, out ContractFault? fault) is { } code)
            return code.Abi;
        string text = Encoding.UTF8.GetString(content);
        throw new WalletException(new WalletProblem(ProblemKind.Usage, "contract-source", $"{path}:{fault!.Line}:{fault.Column}: {fault.Message}")
        {
            Excerpt = SourceExcerpt.Of(text, fault.Line, fault.Column),
            Next = "correct it; ./chain dapp check tells the same without a network",
        });
    }

    /// <summary>The contract that a node shows; null when its source is none that this wallet can read.</summary>
    public static KnownContract? Read(Address address, ReadOnlyMemory<byte> source)
    {
        ContractAbi? abi = ContractCompiler.ReadAbi(source, s_options, out _);
        return abi is null ? null : new KnownContract(address, Encoding.UTF8.GetString(source.Span), abi, ContractCompiler.HashOf(source.Span));
    }
}
