using System.Text.RegularExpressions;
using Chain.Script.Bytecode;

namespace Chain.Script.Tests.Bytecode;

/// <summary>
/// The canonical code of a few programs, as text, without the sums of gas. A change here is a change of canonical bytecode: other gas for the same source, so another language
/// version.
/// </summary>
public sealed class DisassemblerTests
{
    [Fact]
    public void An_expression_statement() => Shows(
        "let a = { b: 1 };\na.b + 2;",
        """
        script (anonymous): Main, 0 parameters, 2 locals, stack 2
            1      0  Gas
                   2  LoadInt 1
                   4  NewTemplateObject t0, 1
                   7  StoreLocal r1
            2      9  LoadLocal r1
                  11  GetNamed "b", #0
                  14  LoadInt 2
                  16  Add
                  17  StoreLocal r0
                  19  LoadLocal r0
                  21  Return

        """);

    [Fact]
    public void A_function_with_a_condition() => Shows(
        "function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }",
        """
        script (anonymous): Main, 0 parameters, 2 locals, stack 1
            1      0  Gas
                   2  NewCell r1
                   4  NewClosure f0
                   6  StoreCell r1
                   8  LoadLocal r0
                  10  Return

        script/0 fib: None, 1 parameters, 1 locals, stack 5, captures slot 1
            1      0  Gas
                   2  LoadLocal r0
                   4  LoadInt 2
                   6  Less
                   7  JumpIfFalse @15
                   9  Gas
                  11  LoadLocal r0
                  13  Jump @38
                  15  Gas
                  17  LoadCaptured c0
                  19  LoadUndefined
                  20  LoadLocal r0
                  22  LoadInt 1
                  24  Sub
                  25  Call 1
                  27  LoadCaptured c0
                  29  LoadUndefined
                  30  LoadLocal r0
                  32  LoadInt 2
                  34  Sub
                  35  Call 1
                  37  Add
                  38  Gas
                  40  Return

        """);

    [Fact]
    public void A_finally_block_is_written_once() => Shows(
        "function f() { l: for (;;) try { if (f.a) break l; return 1; } finally { f.b = 2; } }",
        """
        script/0 f: None, 0 parameters, 2 locals, stack 2, captures slot 1
            1      0  Gas
                   2  LoadCaptured c0
                   4  GetNamed "a", #0
                   7  JumpIfFalse @17
                   9  Gas
                  11  LoadInt 3
                  13  StoreLocal r0
                  15  Jump @37
                  17  Gas
                  19  LoadInt 1
                  21  StoreLocal r1
                  23  LoadInt 2
                  25  StoreLocal r0
                  27  Jump @37
                  29  Gas
                  31  StoreLocal r1
                  33  LoadInt 1
                  35  StoreLocal r0
                  37  Gas
                  39  LoadCaptured c0
                  41  LoadInt 2
                  43  SetNamed "b", #1
                  46  JumpIfKind r0, 3, @66
                  50  Gas
                  52  JumpIfKind r0, 1, @61
                  56  Gas
                  58  LoadLocal r1
                  60  Return
                  61  Gas
                  63  LoadLocal r1
                  65  Throw
                  66  Gas
                  68  LoadUndefined
                  69  Return
              [0, 29) -> 29 keeping 0

        """,
        functionOnly: true);

    private static void Shows(string source, string expected, bool functionOnly = false)
    {
        string text = Regex.Replace(Disassembler.Text(Samples.Compile(source)), @"Gas \d+", "Gas", RegexOptions.None, TimeSpan.FromSeconds(10));
        if (functionOnly)
            text = text[text.IndexOf("script/0", StringComparison.Ordinal)..];
        Assert.Equal(expected.ReplaceLineEndings("\n"), text);
    }
}
