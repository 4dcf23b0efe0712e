using Chain.Script.Ast;
using Chain.Script.Scoping;
using Chain.Script.Tests.Parsing;

namespace Chain.Script.Tests.Scoping;

public class ResolutionTests
{
    /// <summary>Source with one use marked by a name, and what that use means: kind, captured, needs a check.</summary>
    [Theory]
    [InlineData("var x; x", BindingKind.Var, false, false)]
    [InlineData("x; var x", BindingKind.Var, false, false)]
    [InlineData("let x; x", BindingKind.Let, false, false)]
    [InlineData("x; let x", BindingKind.Let, false, true)]
    [InlineData("let x = x", BindingKind.Let, false, true)]
    [InlineData("const x = 1; x", BindingKind.Const, false, false)]
    [InlineData("let x; () => x", BindingKind.Let, true, false)]
    [InlineData("() => x; let x", BindingKind.Let, true, true)]
    [InlineData("const x = () => x", BindingKind.Const, true, false)]
    [InlineData("const x = [() => x]", BindingKind.Const, true, true)]
    [InlineData("let x = 1; function f() { x }", BindingKind.Let, true, true)]
    [InlineData("let x = 1; { function f() { x } }", BindingKind.Let, true, false)]
    [InlineData("let x = 1; let g = function () { x }", BindingKind.Let, true, false)]
    [InlineData("function f() { return () => x } let x", BindingKind.Let, true, true)]
    [InlineData("function x() {} x", BindingKind.Function, false, false)]
    [InlineData("class x {} x", BindingKind.Class, false, false)]
    [InlineData("x; class x {}", BindingKind.Class, false, true)]
    [InlineData("(class x { m() { x } })", BindingKind.Class, true, false)]
    [InlineData("(class x extends x {})", BindingKind.Class, false, true)]
    [InlineData("(class x { [x] })", BindingKind.Class, false, true)]
    [InlineData("(class x { [(() => x)()]() {} })", BindingKind.Class, true, true)]
    [InlineData("(class x { static a = x })", BindingKind.Class, true, false)]
    [InlineData("(class x { static { x } })", BindingKind.Class, true, false)]
    [InlineData("(function x() { x })", BindingKind.FunctionName, false, false)]
    [InlineData("(function x(a = x) { })", BindingKind.FunctionName, false, false)]
    [InlineData("(function x(x) { x })", BindingKind.Parameter, false, false)]
    [InlineData("(function x() { var x; x })", BindingKind.Var, false, false)]
    [InlineData("(x) => x", BindingKind.Parameter, false, false)]
    [InlineData("(x, y = x) => 1", BindingKind.Parameter, false, false)]
    [InlineData("(y = x, x) => 1", BindingKind.Parameter, false, true)]
    [InlineData("(y = () => x, x = 1) => 1", BindingKind.Parameter, true, true)]
    [InlineData("(x = 1) => { x }", BindingKind.Parameter, false, false)]
    [InlineData("(x = 1) => { var x; x }", BindingKind.Var, false, false)]
    [InlineData("try {} catch (x) { x }", BindingKind.Catch, false, false)]
    [InlineData("try {} catch ({ a: [x = 1] }) { x }", BindingKind.Catch, false, false)]
    [InlineData("for (let x = 0; x; ) ;", BindingKind.Let, false, false)]
    [InlineData("for (let x = 0;;) { () => x }", BindingKind.Let, true, false)]
    [InlineData("for (let x of x) ;", BindingKind.Let, false, true)]
    [InlineData("for (let x of []) x", BindingKind.Let, false, false)]
    [InlineData("switch (1) { case 0: let x; case 1: x }", BindingKind.Let, false, true)]
    [InlineData("{ let x; { x } }", BindingKind.Let, false, false)]
    [InlineData("{ function x() {} } { var x } x", BindingKind.Var, false, false)]
    [InlineData("class A { static { var x; { x } } }", BindingKind.Var, false, false)]
    public void A_use_finds_its_binding(string source, BindingKind kind, bool isCaptured, bool needsTdzCheck)
    {
        SourceUnit unit = Source.Script(source);
        Expression.Identifier use = TreeWalk.All(unit).OfType<Expression.Identifier>().Single(node => node.Name == "x");
        Binding binding = Assert.IsType<Binding>(use.Binding);
        Assert.Equal((kind, isCaptured, needsTdzCheck), (binding.Kind, binding.IsCaptured, use.NeedsTdzCheck));
        Assert.Equal(needsTdzCheck, binding.NeedsTdz);
        TreeCheck.Verify(unit);
    }

    [Fact]
    public void An_unknown_name_is_global_and_listed_once()
    {
        SourceUnit unit = Source.Script("a; () => { b + a; typeof c }; d = 1; let e = e.f");
        Assert.Equal([("a", 0), ("b", 11), ("c", 25), ("d", 30)], unit.Globals.Select(item => (item.Name, item.Start)));
    }

    [Fact]
    public void Arrows_use_this_arguments_and_new_target_of_the_function_around()
    {
        SourceUnit unit = Source.Script("function f() { return () => () => [this, arguments, new.target] }");
        Function function = ((Statement.DeclareFunction)unit.Body[0]).Function;
        Assert.Equal((true, true, true), (function.ThisBinding!.IsCaptured, function.ArgumentsBinding!.IsCaptured, function.NewTargetBinding!.IsCaptured));
        Assert.Equal(function.ThisBinding, TreeWalk.All(unit).OfType<Expression.This>().Single().Binding);
        Assert.All(unit.Functions.Where(item => item.IsArrow), arrow => Assert.Empty(arrow.Scope.Bindings));
        Assert.Null(function.CalleeBinding);
    }

    [Fact]
    public void This_at_the_top_has_no_binding()
    {
        SourceUnit unit = Source.Module("this; () => this; arguments");
        Assert.All(TreeWalk.All(unit).OfType<Expression.This>(), node => Assert.Null(node.Binding));
        Assert.Equal(["arguments"], unit.Globals.Select(item => item.Name));
    }

    [Fact]
    public void Super_in_a_derived_constructor_binds_what_it_needs()
    {
        SourceUnit unit = Source.Script("class A extends B { constructor() { (() => super(super.x, this))() } }");
        Function constructor = ((Statement.DeclareClass)unit.Body[0]).Class.Constructor!;
        Expression.SuperCall call = TreeWalk.All(unit).OfType<Expression.SuperCall>().Single();
        Assert.Equal((constructor.ThisBinding, constructor.CalleeBinding, constructor.NewTargetBinding), (call.ThisBinding, call.CalleeBinding, call.NewTargetBinding));
        Assert.True(TreeWalk.All(unit).OfType<Expression.This>().Single().NeedsTdzCheck);
        Assert.True(TreeWalk.All(unit).OfType<Expression.SuperMember>().Single().NeedsTdzCheck);
        Assert.True(constructor.ThisBinding!.NeedsTdz && constructor.ThisBinding.IsCaptured);
    }

    [Fact]
    public void A_derived_constructor_always_has_a_this()
    {
        SourceUnit unit = Source.Script("class A extends B { constructor() {} }");
        Assert.NotNull(((Statement.DeclareClass)unit.Body[0]).Class.Constructor!.ThisBinding);
    }

    [Fact]
    public void Fields_belong_to_the_initializer_functions_of_their_class()
    {
        SourceUnit unit = Source.Script("class A { a = this.b; static c = () => this; [d] = 1; #e() {} }");
        Class @class = ((Statement.DeclareClass)unit.Body[0]).Class;
        Assert.False(@class.InstanceInitializer!.ThisBinding!.IsCaptured);
        Assert.True(@class.StaticInitializer!.ThisBinding!.IsCaptured);
        Assert.Equal(BindingKind.Hidden, ((ClassMember.Field)@class.Members[2]).KeyBinding!.Kind);
        Assert.Equal(BindingKind.Hidden, ((ClassMember.Method)@class.Members[3]).FunctionBinding!.Kind);
        Assert.True(@class.Scope.Bindings.Single(binding => binding.Name == "#e").IsCaptured);
    }

    [Fact]
    public void Private_names_find_the_innermost_class_that_declares_them()
    {
        SourceUnit unit = Source.Script("class A { #x; #y; m() { return class B { #x; n(o) { return [o.#x, o.#y] } } } }");
        Class outer = ((Statement.DeclareClass)unit.Body[0]).Class;
        PrivateName[] uses = [.. TreeWalk.All(unit).OfType<Link.PrivateMember>().Select(link => link.Name).OrderBy(name => name.Start)];
        Assert.NotEqual(outer.Scope, uses[0].Binding.Scope);
        Assert.Equal(outer.Scope, uses[1].Binding.Scope);
    }

    [Fact]
    public void The_last_function_of_a_name_is_made_at_scope_entry()
    {
        SourceUnit unit = Source.Script("function a() { 1 } function b() {} function a() { 2 }");
        Assert.Equal(["b", "a"], unit.Scope.Functions.Select(item => item.Function.Name));
        Assert.Equal(unit.Body[2], unit.Scope.Functions[1]);
        Assert.Equal(2, unit.Scope.Bindings.Count);
    }

    [Fact]
    public void A_body_with_a_scope_of_its_own_takes_over_parameters()
    {
        SourceUnit unit = Source.Script("function f(a, b = () => a) { var a; let c }");
        Function function = ((Statement.DeclareFunction)unit.Body[0]).Function;
        Assert.NotEqual(function.Scope, function.BodyScope);
        Assert.Equal(["a", "b"], function.Scope.Bindings.Select(binding => binding.Name));
        Assert.Equal(function.Scope.Bindings[0], function.BodyScope.Bindings[0].InitialValue);
        Assert.Null(function.BodyScope.Bindings[1].InitialValue);
        Assert.True(function.Scope.Bindings[0].IsCaptured);
        Assert.False(function.BodyScope.Bindings[0].IsCaptured);
    }

    [Fact]
    public void Scopes_in_loops_are_repeated()
    {
        SourceUnit unit = Source.Script("{ let a } for (let b;;) { let c } for (let d of e) { } while (1) { (() => { { let f } }) }");
        Dictionary<string, bool> repeated = TreeWalk.All(unit).OfType<Pattern.Variable>().Where(node => node.Binding is not null).ToDictionary(node => node.Name, node => node.Binding!.Scope.IsRepeated);
        Assert.Equal([("a", false), ("b", false), ("c", true), ("d", true), ("f", false)], repeated.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Assignments_are_noted()
    {
        SourceUnit unit = Source.Script("let a = 1, b = 1, c, d, e; var f = 1, g; b = 2; [c] = 1; d++; for (e of []);");
        Assert.Equal("bcdef", string.Concat(unit.Scope.Bindings.Where(binding => binding.IsAssigned).Select(binding => binding.Name).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Jumps_share_an_object_with_what_they_leave()
    {
        SourceUnit unit = Source.Script("a: b: for (;;) { c: { break c; } switch (1) { case 1: break; case 2: continue a; } if (1) break b; }");
        var loop = (Statement.For)unit.Body[0];
        Node[] nodes = [.. TreeWalk.All(unit)];
        Statement.Break[] breaks = [.. nodes.OfType<Statement.Break>().OrderBy(node => node.Start)];
        Assert.Equal([nodes.OfType<Statement.Labelled>().Single().Target, nodes.OfType<Statement.Switch>().Single().Target, loop.Target], breaks.Select(node => node.Target));
        Assert.Equal(loop.Target, nodes.OfType<Statement.Continue>().Single().Target);
        Assert.True(loop.Target.HasBreak && loop.Target.HasContinue);
        Assert.Equal("c", Assert.Single(nodes.OfType<Statement.Labelled>().Single().Labels));
    }
}
