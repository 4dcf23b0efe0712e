using Chain.Script.Ast;
using Chain.Script.Scoping;
using Chain.Script.Tests.Scoping;

namespace Chain.Script.Tests.Parsing;

public class DeclarationTests
{
    [Theory]
    [InlineData("var a = function () {}", "a")]
    [InlineData("let a = () => 1", "a")]
    [InlineData("a = function () {}", "a")]
    [InlineData("a = (function () {})", "a")]
    [InlineData("(a) = function () {}", null)]
    [InlineData("a.b = function () {}", null)]
    [InlineData("a = (0, function () {})", null)]
    [InlineData("a ??= () => 1", "a")]
    [InlineData("a += () => 1", null)]
    [InlineData("a = function b() {}", "b")]
    [InlineData("x = { a: () => 1 }", "a")]
    [InlineData("x = { 'a b': () => 1 }", "a b")]
    [InlineData("x = { 1: () => 1 }", null)]
    [InlineData("x = { [a]: () => 1 }", null)]
    [InlineData("x = { __proto__: () => 1 }", null)]
    [InlineData("x = { a() {} }", "a")]
    [InlineData("x = { get a() {} }", "get a")]
    [InlineData("x = { set a(b) {} }", "set a")]
    [InlineData("class A { #a() {} }", "#a")]
    [InlineData("class A { static get #a() {} }", "get #a")]
    [InlineData("class A { a = () => 1 }", "a")]
    [InlineData("class A { #a = () => 1 }", "#a")]
    [InlineData("class A { constructor() {} }", "constructor")]
    [InlineData("[a = () => 1] = []", "a")]
    [InlineData("({ a = () => 1 } = {})", "a")]
    [InlineData("({ b: a = () => 1 } = {})", "a")]
    [InlineData("let { b: a = () => 1 } = {}", "a")]
    [InlineData("export default () => 1", "default")]
    [InlineData("export default (function () {})", "default")]
    [InlineData("export default function () {}", "default")]
    [InlineData("export default function a() {}", "a")]
    public void Functions_are_named_after_what_they_are_assigned_to(string source, string? name)
    {
        SourceUnit unit = source.StartsWith("export", StringComparison.Ordinal) ? Source.Module(source) : Source.Script(source);
        Assert.Equal(name, unit.Functions.First(function => function.Kind != FunctionKind.FieldInitializer).Name);
    }

    [Theory]
    [InlineData("x = class {}", "x", false)]
    [InlineData("x = class a {}", "a", true)]
    [InlineData("x = class a extends b {}", "a", true)]
    public void Classes_are_named_likewise(string source, string name, bool isOwn)
    {
        Class @class = TreeWalk.All(Source.Script(source)).OfType<Class>().Single();
        Assert.Equal((name, isOwn), (@class.Name, @class.HasOwnName));
    }

    [Theory]
    [InlineData("function f() {}", 0, true, false)]
    [InlineData("function f(a, b) {}", 2, true, false)]
    [InlineData("function f(a, b = 1, c) {}", 1, false, true)]
    [InlineData("function f(a, ...b) {}", 1, false, false)]
    [InlineData("function f([a], {b}) {}", 2, false, false)]
    [InlineData("function f([a = 1]) {}", 1, false, true)]
    [InlineData("function f({ [a]: b }) {}", 1, false, true)]
    public void Parameters_are_described(string source, int expected, bool isSimple, bool hasExpressions)
    {
        Function function = Assert.Single(Source.Script(source).Functions);
        Assert.Equal((expected, isSimple, hasExpressions), (function.ExpectedArgumentCount, function.HasSimpleParameters, function.HasParameterExpressions));
    }

    [Fact]
    public void Class_members_are_told_apart()
    {
        const string Text = """
            class A extends B {
              get; set; static; async; get = 1; static static = 2; 'constructor'() {} get get() {} static async() {} *gen() {} static *[k]() {}
              #p; static #q = 3; static { this.r; } in
              of() {}
            }
            """;
        Class @class = ((Statement.DeclareClass)Source.Script(Text).Body[0]).Class;
        Assert.Equal(FunctionKind.DerivedConstructor, @class.Constructor!.Kind);
        string[] members = [.. @class.Members.Select(member => (member.IsStatic ? "static " : "") + member switch
        {
            ClassMember.Field field => "field " + Key(field.Key),
            ClassMember.Method method => (method.Function.IsGenerator ? "generator " : "") + method.Function.Kind + " " + Key(method.Key),
            _ => "block",
        })];
        Assert.Equal(
            ["field get", "field set", "field static", "field async", "field get", "static field static", "Getter get", "static Method async", "generator Method gen", "static generator Method [k]", "field #p", "static field #q", "static block", "field in", "Method of"],
            members);

        static string Key(PropertyKey key) => key switch
        {
            PropertyKey.Name name => name.Text,
            PropertyKey.Private name => name.PrivateName.Name,
            PropertyKey.Computed computed => $"[{TreeText.Of(computed.Expression)}]",
            _ => "?",
        };
    }

    [Fact]
    public void Doc_comments_stay_with_what_they_stand_before()
    {
        const string Text = """
            /** Not this one. */
            import { Contract } from 'chain';

            /**
             * Counts.
             *
             *   Indented.
             */
            export default class Counter extends Contract {
              /** The state. */
              static state = {};
              /* Plain. */
              a() {}
              /** Adds
               * one. */
              b() {}
              /** Makes. */ constructor() { super(); }
              /** Far. */

              static { }
            }
            /** A function. */
            function f() {}
            """;
        SourceUnit unit = Source.Module(Text);
        Class @class = ((Statement.DeclareClass)((Statement.ExportDeclaration)unit.Body[1]).Declaration).Class;
        Assert.Equal("Counts.\n\n  Indented.", @class.Doc!.Text);
        Assert.Equal((4, 1), unit.Lines.Locate(@class.Doc.Span.Start));
        Assert.Equal(["The state.", null, "Adds\none.", "Far."], @class.Members.Select(member => member.Doc?.Text));
        Assert.Equal("Makes.", @class.Constructor!.Doc!.Text);
        Assert.Equal("A function.", ((Statement.DeclareFunction)unit.Body[2]).Function.Doc!.Text);
    }

    [Fact]
    public void Modules_list_what_they_import_and_export()
    {
        const string Text = """
            import d, { a, b as c, 'x y' as e, default as g } from 'm';
            import * as n from 'n';
            import 'o';
            export let h = 1, [i] = [];
            export function j() {}
            export class k {}
            export { a as l, h as 'x z', k as default };
            """;
        SourceUnit unit = Source.Module(Text);
        Statement.Import[] imports = [.. unit.Body.OfType<Statement.Import>()];
        Assert.Equal(["m", "n", "o"], imports.Select(import => import.Module));
        Assert.Equal([("default", "d"), ("a", "a"), ("b", "c"), ("x y", "e"), ("default", "g")], imports[0].Names.Select(name => (name.Name, name.LocalName)));
        Assert.Null(imports[1].Names[0].Name);
        Assert.All(imports.SelectMany(import => import.Names), name => Assert.Equal((BindingKind.Import, true), (name.Binding.Kind, name.Binding.IsConstant)));
        Assert.Equal(
            [("h", "h"), ("i", "i"), ("j", "j"), ("k", "k"), ("l", "a"), ("x z", "h"), ("default", "k")],
            unit.Exports.Select(export => (export.Name, export.Binding.Name)));
        Assert.Equal(BindingKind.Import, unit.Exports[4].Binding.Kind);
        TreeCheck.Verify(unit);
    }

    [Theory]
    [InlineData("export default 1", BindingKind.Default)]
    [InlineData("export default class {}", BindingKind.Default)]
    [InlineData("export default function () {}", BindingKind.Default)]
    [InlineData("export default class A {}", BindingKind.Class)]
    [InlineData("export default function a() {}", BindingKind.Function)]
    public void A_default_export_has_a_binding(string source, BindingKind kind)
    {
        ExportEntry export = Assert.Single(Source.Module(source).Exports);
        Assert.Equal(("default", kind), (export.Name, export.Binding.Kind));
    }
}
