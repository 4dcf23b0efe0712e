using Chain.Script.Ast;
using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary>References: evaluated once into operands on the stack, then read, written, or both.</summary>
internal sealed class ReferenceCompiler(FunctionBuilder function)
{
    private CodeBuilder Code => function.Code;

    /// <summary>[ → parts] Evaluates a variable or property pattern.</summary>
    public Reference Evaluate(Pattern pattern) => pattern switch
    {
        Pattern.Variable variable => new Reference(ReferenceKind.Variable, 0, variable.Name, variable, variable.Start),
        Pattern.Property property => Evaluate(property.Reference),
        _ => throw new InvalidOperationException("a pattern is no reference"),
    };

    /// <summary>[ → parts] Evaluates a property access.</summary>
    public Reference Evaluate(Expression property)
    {
        if (property is Expression.SuperMember super)
            return EvaluateSuper(super);
        var chain = (Expression.Chain)property;
        function.Chains.EmitPrefix(chain);
        var last = chain.Links[^1];
        switch (last)
        {
            case Link.Member member:
                return new Reference(ReferenceKind.Named, 1, member.Name, null, last.Start);
            case Link.Index index:
                function.Expressions.Emit(index.Key);
                return new Reference(ReferenceKind.Element, 2, "", null, last.Start);
            case Link.PrivateMember member:
                function.Variables.Load(member.Name.Binding, check: false);
                return new Reference(ReferenceKind.Private, 2, "", null, last.Start);
            default:
                throw new InvalidOperationException("a call is no reference");
        }
    }

    /// <summary>Makes the key of a reference that is used twice a property key, once.</summary>
    public void ResolveKey(in Reference reference)
    {
        Code.At(reference.Offset);
        if (reference.Kind == ReferenceKind.Element)
            Code.Emit(Opcode.ResolveKey);
        else if (reference.Kind == ReferenceKind.SuperElement)
            Code.Emit(Opcode.ResolveSuperKey);
    }

    /// <summary>[parts → parts parts]</summary>
    public void Copy(in Reference reference)
    {
        if (reference.Parts > 0)
            Code.Emit(reference.Parts switch { 1 => Opcode.Dup, 2 => Opcode.Dup2, _ => Opcode.Dup3 });
    }

    /// <summary>[parts value → value parts value]</summary>
    public void KeepValue(in Reference reference) =>
        Code.Emit(reference.Parts switch { 0 => Opcode.Dup, 1 => Opcode.DupX1, 2 => Opcode.DupX2, _ => Opcode.DupX3 });

    /// <summary>[parts value → value]</summary>
    public void DropParts(in Reference reference)
    {
        for (int i = 0; i < reference.Parts; i++)
            Code.Emit(Opcode.Nip);
    }

    /// <summary>[parts → value]</summary>
    public void Get(in Reference reference)
    {
        Code.At(reference.Offset);
        switch (reference.Kind)
        {
            case ReferenceKind.Variable:
                GetVariable(reference.Variable!);
                break;
            case ReferenceKind.Named:
                Code.EmitCached(Opcode.GetNamed, reference.Name);
                break;
            case ReferenceKind.Element:
                Code.Emit(Opcode.GetElement);
                break;
            case ReferenceKind.Private:
                Code.Emit(Opcode.GetPrivate);
                break;
            case ReferenceKind.SuperNamed:
                Code.EmitName(Opcode.GetSuperNamed, reference.Name);
                break;
            default:
                Code.Emit(Opcode.GetSuperElement);
                break;
        }
    }

    /// <summary>[parts value → ]</summary>
    public void Put(in Reference reference)
    {
        Code.At(reference.Offset);
        switch (reference.Kind)
        {
            case ReferenceKind.Variable:
                PutVariable(reference.Variable!);
                break;
            case ReferenceKind.Named:
                Code.EmitCached(Opcode.SetNamed, reference.Name);
                break;
            case ReferenceKind.Element:
                Code.Emit(Opcode.SetElement);
                break;
            case ReferenceKind.Private:
                Code.Emit(Opcode.SetPrivate);
                break;
            case ReferenceKind.SuperNamed:
                Code.EmitName(Opcode.SetSuperNamed, reference.Name);
                break;
            default:
                Code.Emit(Opcode.SetSuperElement);
                break;
        }
    }

    /// <summary>[value → ] Assigns to a variable or global.</summary>
    public void PutVariable(Pattern.Variable variable)
    {
        if (variable.Binding is { } binding)
            function.Variables.Assign(binding, variable.NeedsTdzCheck);
        else
            Code.EmitName(Opcode.StoreGlobal, variable.Name);
    }

    private void GetVariable(Pattern.Variable variable)
    {
        if (variable.Binding is { } binding)
            function.Variables.Load(binding, variable.NeedsTdzCheck);
        else
            Code.EmitCached(Opcode.LoadGlobal, variable.Name);
    }

    private Reference EvaluateSuper(Expression.SuperMember super)
    {
        Code.At(super.Start);
        function.Variables.Load(super.ThisBinding, super.NeedsTdzCheck);
        string? name = LiteralCompiler.StaticKey(super.Key);
        if (name is null)
            function.Expressions.Emit(((PropertyKey.Computed)super.Key).Expression);
        Code.At(super.Start);
        function.Variables.Load(super.CalleeBinding, check: false);
        Code.Emit(Opcode.SuperBase);
        return name is null
            ? new Reference(ReferenceKind.SuperElement, 3, "", null, super.Start)
            : new Reference(ReferenceKind.SuperNamed, 2, name, null, super.Start);
    }
}
