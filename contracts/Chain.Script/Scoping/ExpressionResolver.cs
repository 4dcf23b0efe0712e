using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chain.Script.Ast;
using Chain.Script.Lexing;
using Chain.Script.Parsing;

namespace Chain.Script.Scoping;

/// <summary>Walks over expressions and patterns.</summary>
internal sealed class ExpressionResolver
{
    private readonly ScopeTracker tracker;

    public ExpressionResolver(ScopeTracker tracker, StatementResolver statements)
    {
        this.tracker = tracker;
        Functions = new FunctionResolver(tracker, statements, this);
        Classes = new ClassResolver(tracker, statements, this);
    }

    public FunctionResolver Functions { get; }

    public ClassResolver Classes { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Visit(Expression expression)
    {
        switch (expression)
        {
            case Expression.Identifier identifier: VisitIdentifier(identifier); break;
            case Expression.Chain chain: VisitChain(chain); break;
            case Expression.Binary binary: VisitBinary(binary); break;
            case Expression.Assign assign: VisitAssignment(assign.Target, assign.Value); break;
            case Expression.Logical logical: Visit(logical.Operands); break;
            case Expression.This @this: VisitThis(@this); break;
            case Expression.Unary unary: Visit(unary.Operand); break;
            case Expression.Update update: VisitAssigned(update.Target); break;
            case Expression.CompoundAssign assign: VisitAssignment(assign.Target, assign.Value); break;
            case Expression.LogicalAssign assign: VisitAssignment(assign.Target, assign.Value); break;
            case Expression.Conditional conditional: VisitConditional(conditional); break;
            case Expression.FunctionValue function: Functions.Visit(function.Function, bindsOwnName: true); break;
            case Expression.ClassValue @class: Classes.Visit(@class.Class); break;
            case Expression.Object literal: VisitObject(literal); break;
            case Expression.Array array: Visit(array.Elements); break;
            case Expression.New @new: VisitNew(@new); break;
            case Expression.Template template: Visit(template.Substitutions); break;
            case Expression.Spread spread: Visit(spread.Argument); break;
            case Expression.Sequence sequence: Visit(sequence.Expressions); break;
            case Expression.Yield { Argument: Expression argument }: Visit(argument); break;
            case Expression.SuperCall call: VisitSuperCall(call); break;
            case Expression.SuperMember member: VisitSuperMember(member); break;
            case Expression.NewTarget target: target.Binding = tracker.ResolveNewTarget(); break;
            case Expression.PrivateIn @in: VisitPrivateIn(@in); break;
        }
    }

    /// <summary>Visits a pattern of a declaration, whose names are declared already.</summary>
    public void VisitDeclared(Pattern pattern) => VisitPattern(pattern, isDeclared: true);

    /// <summary>Visits a pattern or target of an assignment.</summary>
    public void VisitAssigned(Pattern pattern) => VisitPattern(pattern, isDeclared: false);

    private void Visit(ImmutableArray<Expression> list)
    {
        foreach (Expression expression in list)
            Visit(expression);
    }

    private void VisitIdentifier(Expression.Identifier identifier)
    {
        identifier.Binding = tracker.Resolve(identifier.Spelling, identifier.Start, out bool needsTdzCheck);
        identifier.NeedsTdzCheck = needsTdzCheck;
    }

    private void VisitThis(Expression.This expression)
    {
        expression.Binding = tracker.ResolveThis(out bool needsTdzCheck);
        expression.NeedsTdzCheck = needsTdzCheck;
    }

    private void VisitBinary(Expression.Binary binary)
    {
        Visit(binary.First);
        foreach (BinaryTerm term in binary.Terms)
            Visit(term.Operand);
    }

    private void VisitConditional(Expression.Conditional conditional)
    {
        foreach (ConditionalBranch branch in conditional.Branches)
        {
            Visit(branch.Test);
            Visit(branch.Value);
        }
        Visit(conditional.Otherwise);
    }

    private void VisitAssignment(Pattern target, Expression value)
    {
        VisitAssigned(target);
        Visit(value);
    }

    private void VisitChain(Expression.Chain chain)
    {
        Visit(chain.Base);
        if (chain.Links[0] is Link.Call)
            RefuseSourceAtRunTime(chain.Base, isNew: false);
        else if (tracker.RefusesDroppedNames)
            RefuseDroppedMath(chain);
        foreach (Link link in chain.Links)
        {
            switch (link)
            {
                case Link.Index index: Visit(index.Key); break;
                case Link.Call call: Visit(call.Arguments); break;
                case Link.PrivateMember member: member.Name.Binding = tracker.ResolvePrivate(member.Name); break;
            }
        }
    }

    private void VisitNew(Expression.New expression)
    {
        Visit(expression.Callee);
        RefuseSourceAtRunTime(expression.Callee, isNew: true);
        Visit(expression.Arguments);
    }

    // What is compiled at run time is not on chain: said at once, instead of by a ReferenceError later.
    private static void RefuseSourceAtRunTime(Expression callee, bool isNew)
    {
        if (callee is Expression.Identifier { Binding: null } identifier && (identifier.Name is "Function" || (identifier.Name is "eval" && !isNew)))
            throw Faults.NotInVersion1(SyntaxMessages.EvalCalls, identifier.Start);
    }

    private static void RefuseDroppedMath(Expression.Chain chain)
    {
        if (chain is { Base: Expression.Identifier { Binding: null, Name: "Math" }, Links: [Link.Member member, ..] } && DroppedNames.OfMath(member.Name) is string feature)
            throw Faults.NotInVersion1(feature, member.Start);
    }

    private void VisitPrivateIn(Expression.PrivateIn expression)
    {
        expression.Name.Binding = tracker.ResolvePrivate(expression.Name);
        Visit(expression.Right);
    }

    private void VisitSuperCall(Expression.SuperCall call)
    {
        call.ThisBinding = tracker.ResolveThis(out _)!;
        call.CalleeBinding = tracker.ResolveCallee();
        call.NewTargetBinding = tracker.ResolveNewTarget();
        Visit(call.Arguments);
    }

    private void VisitSuperMember(Expression.SuperMember member)
    {
        member.ThisBinding = tracker.ResolveThis(out bool needsTdzCheck)!;
        member.NeedsTdzCheck = needsTdzCheck;
        member.CalleeBinding = tracker.ResolveCallee();
        VisitKey(member.Key);
    }

    private void VisitKey(PropertyKey key)
    {
        if (key is PropertyKey.Computed computed)
            Visit(computed.Expression);
    }

    private void VisitObject(Expression.Object literal)
    {
        foreach (ObjectMember member in literal.Members)
        {
            switch (member)
            {
                case ObjectMember.Property property:
                    VisitKey(property.Key);
                    Visit(property.Value);
                    break;
                case ObjectMember.Method method:
                    VisitKey(method.Key);
                    Functions.Visit(method.Function);
                    break;
                case ObjectMember.Prototype prototype:
                    Visit(prototype.Value);
                    break;
                case ObjectMember.Spread spread:
                    Visit(spread.Source);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void VisitPattern(Pattern pattern, bool isDeclared)
    {
        switch (pattern)
        {
            case Pattern.Variable variable: VisitVariable(variable, isDeclared); break;
            case Pattern.Property property: Visit(property.Reference); break;
            case Pattern.Object literal: VisitObjectPattern(literal, isDeclared); break;
            case Pattern.Array literal: VisitArrayPattern(literal, isDeclared); break;
        }
    }

    private void VisitVariable(Pattern.Variable variable, bool isDeclared)
    {
        if (isDeclared)
        {
            variable.Binding = variable.Spelling.Innermost;
            return;
        }
        variable.Binding = tracker.Resolve(variable.Spelling, variable.Start, out bool needsTdzCheck);
        variable.NeedsTdzCheck = needsTdzCheck;
        if (variable.Binding is not null)
            variable.Binding.IsAssigned = true;
    }

    private void VisitObjectPattern(Pattern.Object literal, bool isDeclared)
    {
        foreach (PatternProperty property in literal.Properties)
        {
            VisitKey(property.Key);
            VisitPattern(property.Target, isDeclared);
            if (property.Initializer is not null)
                Visit(property.Initializer);
        }
        if (literal.Rest is not null)
            VisitPattern(literal.Rest, isDeclared);
    }

    private void VisitArrayPattern(Pattern.Array literal, bool isDeclared)
    {
        foreach (PatternElement element in literal.Elements)
        {
            if (element.Target is not null)
                VisitPattern(element.Target, isDeclared);
            if (element.Initializer is not null)
                Visit(element.Initializer);
        }
        if (literal.Rest is not null)
            VisitPattern(literal.Rest, isDeclared);
    }
}
