using Chain.Contracts;
using Chain.Primitives;

namespace Chain.Dapp.Testing;

/// <summary>A contract's source as an author has it.</summary>
/// <param name="Path">Where it is, as messages name it.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Utf8">The same as it goes on the chain.</param>
/// <param name="Code">What the compiler made of it; null when it is refused.</param>
/// <param name="Fault">Why it is refused.</param>
internal sealed record ContractFile(string Path, string Text, ReadOnlyMemory<byte> Utf8, ContractCode? Code, ContractFault? Fault)
{
    /// <summary>The hash of its code.</summary>
    public Hash256 Hash => ContractCompiler.HashOf(Utf8.Span);
}
