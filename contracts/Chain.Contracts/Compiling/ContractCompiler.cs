using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Script.Ast;
using Chain.Script.Compiling;
using Chain.Script.Parsing;

namespace Chain.Contracts;

/// <summary>
/// From a source to a contract's code, or the reason why it is none.
/// </summary>
/// <remarks>
/// The way of a source: bytes → text (<see cref="SourceText"/>) → tree (<see cref="Parser"/>) → what may stand in the module (<see cref="ModuleRules"/>, which
/// finds the contract's class) and in the class (<see cref="ClassRules"/>) → the ABI, read from the literals of the class (<see cref="AbiBuilder"/>) → bytecode
/// without those literals. Nothing of the source runs. Time and memory are linear in the source, and the stack is bounded.
/// </remarks>
public static class ContractCompiler
{
    /// <summary>The name of every unit: part of the canonical bytecode, so the same for all.</summary>
    private const string UnitName = "contract";

    /// <summary>Compiles a source. Never throws, whatever the bytes.</summary>
    /// <returns>The code; or <c>null</c> and the first fault.</returns>
    public static ContractCode? Compile(ReadOnlyMemory<byte> utf8Source, ContractCompileOptions options, out ContractFault? fault)
    {
        if (SourceText.Read(utf8Source.Span, out fault) is not { } text)
            return null;
        ParseResult parsed = Parser.Parse(text, SourceGoal.Module);
        if (!parsed.IsOk)
        {
            fault = FaultSink.Of(parsed.Fault);
            return null;
        }
        var faults = new FaultSink(parsed.Unit.Lines);
        if (ReadAbi(parsed.Unit, options, faults, out Class? contract) is not { } abi)
        {
            fault = faults.Fault;
            return null;
        }
        CompileResult compiled = ScriptCompiler.Compile(parsed.Unit, CompileOptions.Module with { Name = UnitName, DeclarationsOf = contract });
        if (!compiled.IsOk)
        {
            fault = FaultSink.Of(compiled.Error);
            return null;
        }
        return new ContractCode(HashOf(utf8Source.Span), text, abi, compiled.Unit, CodeWeight.Of(utf8Source.Length, parsed.Unit, compiled.Unit));
    }

    /// <summary>What a source is stored under.</summary>
    public static Hash256 HashOf(ReadOnlySpan<byte> utf8Source) => Hashing.Tagged(DomainTag.ContractCode, utf8Source);

    /// <summary>
    /// Reads what a contract shows, without compiling it: for those who call contracts and do not run them.
    /// </summary>
    /// <returns>The ABI; or <c>null</c> and the first fault. A source that has one can still pass a limit of the bytecode.</returns>
    public static ContractAbi? ReadAbi(ReadOnlyMemory<byte> utf8Source, ContractCompileOptions options, out ContractFault? fault)
    {
        if (SourceText.Read(utf8Source.Span, out fault) is not { } text)
            return null;
        ParseResult parsed = Parser.Parse(text, SourceGoal.Module);
        if (!parsed.IsOk)
        {
            fault = FaultSink.Of(parsed.Fault);
            return null;
        }
        var faults = new FaultSink(parsed.Unit.Lines);
        ContractAbi? abi = ReadAbi(parsed.Unit, options, faults, out _);
        fault = faults.Fault;
        return abi;
    }

    private static ContractAbi? ReadAbi(SourceUnit unit, ContractCompileOptions options, FaultSink faults, out Class? contract)
    {
        contract = null;
        var module = new ModuleRules(unit, options, faults);
        if (!module.Check())
            return null;
        contract = module.Contract!;
        if (!new ClassRules(unit, faults).CheckContract(contract))
            return null;
        return new AbiBuilder(unit, contract, module.Imports, faults).Build();
    }
}
