using Chain.Primitives;
using Chain.Script.Bytecode;

namespace Chain.Contracts;

/// <summary>A source that was accepted: what it shows and what runs. Immutable; one serves all contracts that have this source, on any thread.</summary>
public sealed class ContractCode
{
    internal ContractCode(Hash256 hash, string source, ContractAbi abi, ScriptUnit unit, long weight)
    {
        Hash = hash;
        Source = source;
        Abi = abi;
        Unit = unit;
        Weight = weight;
    }

    /// <summary>What the code is stored under: <see cref="ContractCompiler.HashOf"/> of the source.</summary>
    public Hash256 Hash { get; }

    /// <summary>The source as its author wrote it.</summary>
    public string Source { get; }

    /// <summary>What the contract shows.</summary>
    public ContractAbi Abi { get; }

    /// <summary>The module, whose default export is the class.</summary>
    public ScriptUnit Unit { get; }

    /// <summary>The class's name.</summary>
    public string ClassName => Abi.Name;

    /// <summary>What the first touch of the code in a transaction is charged by: <see cref="CodeWeight"/>.</summary>
    public long Weight { get; }
}
