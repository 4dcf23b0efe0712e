using Chain.Script.Ast;
using Chain.Script.Parsing;

namespace Chain.Script.Compiling;

/// <summary>
/// From source text to bytecode.
/// </summary>
/// <remarks>
/// <para>
/// How to follow one expression, say <c>a.b + 1</c> in a function: <see cref="Parser"/> gives an <see cref="Expression.Binary"/> over an <see cref="Expression.Chain"/>,
/// its identifier resolved to a <see cref="Scoping.Binding"/>. <see cref="FunctionCompiler"/> has opened a <see cref="FunctionBuilder"/> for the function and given every
/// binding of its scope a place (<see cref="Variables"/>): a frame slot, or a cell in a slot where closures share it. <see cref="ExpressionCompiler"/> sees the Binary,
/// asks <see cref="ChainCompiler"/> for the left operand (LoadLocal, GetNamed), writes LoadInt for the right one and Add. Each instruction goes through
/// <see cref="CodeBuilder"/>, which knows the stack depth, sums the gas of the basic block and notes the source position. The machine then runs the words in order.
/// </para>
/// <para>
/// Each compiler class knows one part of the language: <see cref="StatementCompiler"/>, <see cref="LoopCompiler"/>, <see cref="TryCompiler"/> (completions through
/// <c>finally</c>), <see cref="PatternCompiler"/>, <see cref="ReferenceCompiler"/> (targets of assignments), <see cref="IteratorCompiler"/>, <see cref="LiteralCompiler"/>,
/// <see cref="ClassCompiler"/>, <see cref="GeneratorCompiler"/>. They recurse over tree nodes only, whose height is bounded, and write code in one pass, linear in the source.
/// </para>
/// </remarks>
public static class ScriptCompiler
{
    /// <summary>Compiles a source text. Never throws, whatever the text.</summary>
    public static CompileResult Compile(string source, CompileOptions? options = null)
    {
        options ??= CompileOptions.Script;
        var parsed = Parser.Parse(source, options.Goal, new ParseOptions { SourceUnitsMax = options.SourceUnitsMax });
        return parsed.IsOk ? Compile(parsed.Unit, options) : CompileResult.Of(parsed.Fault);
    }

    /// <summary>Compiles a parsed unit.</summary>
    public static CompileResult Compile(SourceUnit source, CompileOptions options)
    {
        var unit = new UnitBuilder(source, options);
        unit.CollectModuleCells();
        var main = FunctionCompiler.CompileMain(unit);
        if (unit.Refusal is not { } refusal)
            return CompileResult.Of(unit.Finish(options.Name, main));
        var (line, column) = source.Lines.Locate(refusal.Offset);
        return CompileResult.Of(new SyntaxFault(SyntaxFaultCode.Limit, refusal.Message, line, column));
    }
}
