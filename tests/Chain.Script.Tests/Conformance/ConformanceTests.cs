using Chain.Script.Conformance;

namespace Chain.Script.Tests.Conformance;

/// <summary>The runner of test262, on files made here: front matter, scope, skips, verdicts.</summary>
public sealed class ConformanceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("chain-test262-").FullName;
    private readonly Checkout _checkout;

    public ConformanceTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "harness"));
        Directory.CreateDirectory(Path.Combine(_root, "test"));
        File.WriteAllText(Path.Combine(_root, "harness", "assert.js"), "function assert(x) { if (x !== true) throw new Test262Error('not true'); }\n");
        File.WriteAllText(Path.Combine(_root, "harness", "sta.js"), "function Test262Error(message) { this.message = message; }\n");
        File.WriteAllText(Path.Combine(_root, "harness", "more.js"), "var more = 5;\n");
        _checkout = Checkout.Open(_root)!;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("flags: [onlyStrict, module]\nfeatures: [a, b-c]", 2, 2)]
    [InlineData("features:\n  - one\n  - two\n  - three\nflags: [x]", 1, 3)]
    [InlineData("features: [one,\n  two]\nflags: []", 0, 2)]
    [InlineData("description: nothing else", 0, 0)]
    public void Front_matter_is_read(string yaml, int flags, int features)
    {
        TestFile file = TestFile.Read("a.js", $"/*---\n{yaml}\n---*/\n");
        Assert.Equal((flags, features), (file.Flags.Count, file.Features.Count));
    }

    [Theory]
    [InlineData("language/x.js", "flags: [noStrict]", "", "OutOfScope", "sloppy mode")]
    [InlineData("language/x.js", "features: [Temporal]", "", "OutOfScope", "dates")]
    [InlineData("built-ins/Proxy/x.js", "", "", "OutOfScope", "Proxy and weak references")]
    [InlineData("language/x.js", "", "$262.gc();", "Skipped", "needs hooks of a host ($262)")]
    [InlineData("language/x.js", "", "[1, , 2];", "Skipped", "array holes")]
    [InlineData("language/x.js", "", "/a/.test('a');", "Skipped", "uses a regular expression literal")]
    [InlineData("language/x.js", "", "assert(1 + 1 === 2);", "Passed", "")]
    [InlineData("language/x.js", "includes: [more.js]", "assert(more === 5);", "Passed", "")]
    [InlineData("language/x.js", "negative:\n  phase: parse\n  type: SyntaxError", "let let;", "Passed", "")]
    [InlineData("language/x.js", "negative:\n  phase: runtime\n  type: Test262Error", "throw new Test262Error('x');", "Passed", "")]
    [InlineData("language/x.js", "flags: [module]", "export const a = 1; assert(this === undefined);", "Passed", "")]
    public void A_file_gets_its_verdict(string path, string yaml, string code, string outcome, string reason)
    {
        Verdict verdict = Judge(path, yaml, code);
        Assert.Equal((outcome, reason), (verdict.Outcome.ToString(), verdict.Reason));
    }

    [Theory]
    [InlineData("", "assert(1 + 1 === 3);")]
    [InlineData("", "let let;")]
    [InlineData("negative:\n  phase: parse\n  type: SyntaxError", "let a;")]
    [InlineData("negative:\n  phase: runtime\n  type: TypeError", "throw new RangeError('x');")]
    [InlineData("negative:\n  phase: runtime\n  type: TypeError", "1;")]
    public void What_is_wrong_fails(string yaml, string code) => Assert.Equal(Outcome.Failed, Judge("language/x.js", yaml, code).Outcome);

    [Fact]
    public void A_word_in_a_comment_or_string_excuses_nothing() => Assert.Equal(Outcome.Failed, Judge("language/x.js", "", "// Date\nassert('new Date' === 1);").Outcome);

    private Verdict Judge(string path, string yaml, string code)
    {
        var selection = new Selection();
        TestFile file = TestFile.Read(path, $"/*---\n{yaml}\n---*/\n{code}");
        return selection.Excludes(file) ?? new Executor(_checkout, selection).Run(file);
    }
}
