using Chain.Script.Builtins;
using Chain.Script.Compiling;

namespace Chain.Script.Tests.Builtins;

public class SelfHostedSourceTests
{
    [Theory]
    [InlineData("array")]
    [InlineData("object")]
    [InlineData("collections")]
    [InlineData("iterators")]
    public void Compiles(string name)
    {
        using var stream = typeof(BuiltinCost).Assembly.GetManifestResourceStream(name + ".js");
        using var reader = new StreamReader(stream!);
        var result = ScriptCompiler.Compile(reader.ReadToEnd(), new CompileOptions { Goal = Ast.SourceGoal.Module, SelfHosted = true });
        Assert.True(result.IsOk, result.Error?.ToString());
    }
}
