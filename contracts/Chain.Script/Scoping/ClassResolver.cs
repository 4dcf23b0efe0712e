using Chain.Script.Ast;
using Chain.Script.Lexing;
using Chain.Script.Parsing;

namespace Chain.Script.Scoping;

/// <summary>Walks over classes.</summary>
internal sealed class ClassResolver(ScopeTracker tracker, StatementResolver statements, ExpressionResolver expressions)
{
    /// <summary>Visits a class.</summary>
    public void Visit(Class @class)
    {
        @class.Scope = tracker.Enter(ScopeKind.Class, @class.Start);
        Binding? inner = null;
        if (@class.OwnName is Pattern.Variable name)
        {
            inner = tracker.Offer(name.Spelling, BindingKind.Class, name.Start, int.MaxValue);
            inner.IsConstant = true;
        }
        if (@class.Heritage is not null)
            expressions.Visit(@class.Heritage);
        foreach (ClassMember member in @class.Members)
            DeclarePrivate(member);
        VisitKeys(@class);

        // Everything that is left runs when the class exists already.
        if (inner is not null)
            inner.InitializedAt = -1;
        if (@class.Constructor is not null)
            expressions.Functions.Visit(@class.Constructor);
        foreach (ClassMember member in @class.Members)
        {
            if (member is ClassMember.Method method)
                expressions.Functions.Visit(method.Function);
        }
        VisitInitializers(@class, @class.InstanceInitializer, isStatic: false);
        VisitInitializers(@class, @class.StaticInitializer, isStatic: true);
        tracker.Leave();
        @class.InnerBinding = inner is { Index: >= 0 } ? inner : null;
    }

    private void VisitKeys(Class @class)
    {
        foreach (ClassMember member in @class.Members)
        {
            PropertyKey? key = KeyOf(member);
            switch (key)
            {
                case PropertyKey.Private { PrivateName: PrivateName name }:
                    name.Binding = tracker.ResolvePrivate(name);
                    break;
                case PropertyKey.Computed computed:
                    expressions.Visit(computed.Expression);
                    if (member is ClassMember.Field field)
                        field.KeyBinding = Captured(@class, "<key>", computed.Start);
                    break;
            }
            if (member is ClassMember.Method { Key: PropertyKey.Private } method)
                method.FunctionBinding = Captured(@class, "<method>", method.Start);
        }
    }

    private static PropertyKey? KeyOf(ClassMember member) => member switch
    {
        ClassMember.Method method => method.Key,
        ClassMember.Field field => field.Key,
        _ => null,
    };

    private static Binding Captured(Class @class, string name, int start)
    {
        Binding binding = ScopeTracker.AddHidden(@class.Scope, BindingKind.Hidden, name, start);
        binding.IsCaptured = true;
        @class.Scope.HasCaptured = true;
        return binding;
    }

    private void VisitInitializers(Class @class, Function? initializer, bool isStatic)
    {
        if (initializer is null)
            return;
        (Function?, int, Scope) saved = expressions.Functions.Enter(initializer);
        foreach (ClassMember member in @class.Members)
        {
            if (member.IsStatic != isStatic)
                continue;
            if (member is ClassMember.Field { Initializer: Expression value })
                expressions.Visit(value);
            else if (member is ClassMember.StaticBlock block)
                statements.VisitStaticBlock(block.Body);
            // The initialiser uses the identity of each private member that it adds.
            if (KeyOf(member) is PropertyKey.Private { PrivateName: PrivateName name })
                tracker.ResolvePrivate(name);
        }
        expressions.Functions.Leave(saved);
    }

    private void DeclarePrivate(ClassMember member)
    {
        PropertyKey? key = KeyOf(member);
        if (key is not PropertyKey.Private { PrivateName: PrivateName name })
            return;
        PrivateParts parts = (member as ClassMember.Method)?.Function.Kind switch
        {
            FunctionKind.Getter => PrivateParts.Getter,
            FunctionKind.Setter => PrivateParts.Setter,
            _ => PrivateParts.Other,
        };
        if (member.IsStatic)
            parts |= PrivateParts.Static;
        if (tracker.InCurrent(name.Spelling) is not Binding existing)
        {
            tracker.Declare(name.Spelling, BindingKind.PrivateName, name.Start, -1).Parts = parts;
            return;
        }
        // The other half of a pair: one getter, one setter, both static or neither.
        if ((existing.Parts ^ parts) != (PrivateParts.Getter | PrivateParts.Setter))
            throw Faults.Early(SyntaxMessages.DuplicatePrivate, name.Start);
        existing.Parts |= PrivateParts.Getter | PrivateParts.Setter;
    }
}
