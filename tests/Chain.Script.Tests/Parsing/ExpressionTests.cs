using Chain.Script.Ast;

namespace Chain.Script.Tests.Parsing;

public class ExpressionTests
{
    [Theory]
    [InlineData("a + b * c - d", "(a Add (b Multiply c) Subtract d)")]
    [InlineData("a * b + c * d", "((a Multiply b) Add (c Multiply d))")]
    [InlineData("(a + b) + c", "((a Add b) Add c)")]
    [InlineData("a ** b ** c", "(a Exponent (b Exponent c))")]
    [InlineData("(-a) ** b", "((Minus a) Exponent b)")]
    [InlineData("a ** -b * c", "((a Exponent (Minus b)) Multiply c)")]
    [InlineData("a || b && c || d", "(a Or (b And c) Or d)")]
    [InlineData("a ?? b ?? (c || d)", "(a Coalesce b Coalesce (c Or d))")]
    [InlineData("a == b < c << d + e", "(a Equal (b Less (c ShiftLeft (d Add e))))")]
    [InlineData("a | b ^ c & d", "(a BitOr (b BitXor (c BitAnd d)))")]
    [InlineData("a in b instanceof c", "(a In b InstanceOf c)")]
    [InlineData("a = b = c", "(a = (b = c))")]
    [InlineData("a += b >>>= c", "(a Add= (b ShiftRightUnsigned= c))")]
    [InlineData("a.b ??= c ||= d", "((a.b) Coalesce= (c Or= d))")]
    [InlineData("a ? b : c ? d : e", "(a ? b : c ? d : e)")]
    [InlineData("a ? b ? c : d : e", "(a ? (b ? c : d) : e)")]
    [InlineData("a, b, c", "(a, b, c)")]
    [InlineData("a.b[c](d)(...e)", "(a.b[c](d)(...e))")]
    [InlineData("a?.b.c?.[d]?.(e)", "(a?.b.c?[d]?(e))")]
    [InlineData("(a?.b).c", "((a?.b).c)")]
    [InlineData("(a.b)()", "((a.b)())")]
    [InlineData("a?.5:1", "(a ? 0.5 : 1)")]
    [InlineData("new a", "(new a [])")]
    [InlineData("new a.b(c).d", "((new (a.b) [c]).d)")]
    [InlineData("new new a(b)(c)", "(new (new a [b]) [c])")]
    [InlineData("new (a())()", "(new (a()) [])")]
    [InlineData("typeof void !~-+a", "(TypeOf (Void (Not (BitNot (Minus (Plus a))))))")]
    [InlineData("a++ + ++b - --c", "((post++ a) Add (pre++ b) Subtract (pre-- c))")]
    [InlineData("delete a.b", "(Delete (a.b))")]
    [InlineData("`a${b}c${`d`}e`", "(template a|c|e b (template d ))")]
    [InlineData("x = `\\u0041\\\n${1}`", "(x = (template A| 1))")]
    [InlineData("[a, ...b, c]", "[a ...b c]")]
    [InlineData("({a, b: c, [d]: e, 1: f, 'g': h, ...i})", "{a:a b:c [d]:e 1:f g:h ...i}")]
    [InlineData("({get: 1, set: 2, async: 3, static: 4, await: 5})", "{get:1 set:2 async:3 static:4 await:5}")]
    [InlineData("({get a() {}, set a(b) {}, *c() {}, get() {}})", "{(Getter get a()) (Setter set a(b)) (Method c()) (Method get())}")]
    [InlineData("({__proto__: a, ['__proto__']: b, __proto__() {}})", "{proto:a ['__proto__']:b (Method __proto__())}")]
    [InlineData("a => b", "(Arrow (a) b)")]
    [InlineData("() => a => b", "(Arrow () (Arrow (a) b))")]
    [InlineData("(a, b = c, {d, e: [f]}, ...g) => h", "(Arrow (a b=c {d:d e:[f]} ...g) h)")]
    [InlineData("a => ({})", "(Arrow (a) {})")]
    [InlineData("[a, b.c, {d: e[f]}, [g] = h, ...i] = j", "([a (b.c) {d:(e[f])} [g]=h ...i] = j)")]
    [InlineData("[a, , b] = c", "([a _ b] = c)")]
    [InlineData("({a, b: c.d, e = f, g: {h} = i, ...j.k} = l)", "({a:a b:(c.d) e:e=f g:{h:h}=i ...(j.k)} = l)")]
    [InlineData("({__proto__: a, __proto__: b} = c)", "({__proto__:a __proto__:b} = c)")]
    [InlineData("[(a), (b.c)] = d", "([a (b.c)] = d)")]
    [InlineData("(a = function* () { yield 1 }) => 2", "(Arrow (a=(Ordinary a())) 2)")]
    [InlineData("async = async.await(of)", "(async = (async.await(of)))")]
    public void Groups_as_the_specification_says(string source, string tree)
    {
        string wrapped = source[0] == '{' ? $"({source})" : source;
        Assert.Equal(tree, TreeText.Of(Source.Last(Source.Script(wrapped))));
    }

    [Fact]
    public void Line_terminators_end_what_they_must()
    {
        SourceUnit unit = Source.Script("a\n++b\nc\n(d)\nvar e = f\n/g/h");
        string[] trees = [.. unit.Body.OfType<Statement.Evaluate>().Select(statement => TreeText.Of(statement.Expression))];
        Assert.Equal(["a", "(pre++ b)", "(c(d))"], trees);
        Statement.Declare declaration = Assert.IsType<Statement.Declare>(unit.Body[^1]);
        Assert.Equal("(f Divide g Divide h)", TreeText.Of(declaration.Declarators[0].Initializer!));
    }

    [Theory]
    [InlineData("function f() { return\n1 }", 2)]
    [InlineData("function* f() { yield\n1 }", 2)]
    [InlineData("function f() { for (;;) { break\nf } }", 1)]
    public void Restricted_productions_end_at_the_line(string source, int statements)
    {
        SourceUnit unit = Source.Script(source);
        Assert.Equal(statements, Assert.IsType<Statement.DeclareFunction>(unit.Body[0]).Function.Body.Length);
    }

    [Fact]
    public void Private_names_stand_on_the_left_of_in()
    {
        SourceUnit unit = Source.Script("class A { #x; static has(o) { return #x in o in 1 && #x in o.p; } }");
        var method = (ClassMember.Method)((Statement.DeclareClass)unit.Body[0]).Class.Members[1];
        Expression value = ((Statement.Return)method.Function.Body[0]).Value!;
        Assert.Equal("(((#x In o) In 1) And (#x In (o.p)))", TreeText.Of(value));
    }

    [Fact]
    public void Long_chains_are_flat()
    {
        const int Length = 20_000;
        Assert.Equal(Length, Assert.IsType<Expression.Binary>(Source.Last(Source.Script("a" + Repeat("+a", Length)))).Terms.Length);
        Assert.Equal(Length, Assert.IsType<Expression.Chain>(Source.Last(Source.Script("a" + Repeat(".a", Length)))).Links.Length);
        Assert.Equal(Length, Assert.IsType<Expression.Chain>(Source.Last(Source.Script("a" + Repeat("()", Length)))).Links.Length);
        Assert.Equal(Length + 1, Assert.IsType<Expression.Logical>(Source.Last(Source.Script("a" + Repeat("&&a", Length)))).Operands.Length);
        Assert.Equal(Length + 1, Assert.IsType<Expression.Sequence>(Source.Last(Source.Script("a" + Repeat(",a", Length)))).Expressions.Length);
        Assert.Equal(Length, Assert.IsType<Expression.Conditional>(Source.Last(Source.Script(Repeat("a?b:", Length) + "c"))).Branches.Length);
        Assert.Equal(Length, Assert.IsType<Statement.If>(Source.Script(Repeat("if(a);else ", Length) + ";").Body[0]).Branches.Length);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
