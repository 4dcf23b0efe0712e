using System.Collections.Immutable;
using Chain.Script.Ast;
using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary>Property accesses and calls from left to right, with short-circuit of optional links.</summary>
internal sealed class ChainCompiler(FunctionBuilder function)
{
    private CodeBuilder Code => function.Code;

    /// <summary>[ → value]</summary>
    public void Emit(Expression.Chain chain)
    {
        var none = new Label();
        EmitLinks(chain, chain.Links.Length, callFollows: false, none);
        EndWithUndefined(none, 1);
    }

    /// <summary>[ → value] All links but the last, which is a property and no part of an optional chain.</summary>
    public void EmitPrefix(Expression.Chain chain) => EmitLinks(chain, chain.Links.Length - 1, callFollows: false, new Label());

    /// <summary>[ → object]</summary>
    public void EmitNew(Expression.New @new)
    {
        function.Expressions.Emit(@new.Callee);
        bool spreads = EmitArguments(@new.Arguments, @new.Start);
        Code.At(@new.Start);
        if (spreads)
            Code.Emit(Opcode.NewSpread);
        else
            Code.Emit(Opcode.New, @new.Arguments.Length);
    }

    /// <summary>[ → a1 … an], or [ → array] when there are spreads, and then true.</summary>
    public bool EmitArguments(ImmutableArray<Expression> arguments, int start)
    {
        foreach (var argument in arguments)
        {
            if (argument is Expression.Spread)
            {
                function.Literals.EmitArray(arguments, start);
                return true;
            }
        }

        foreach (var argument in arguments)
            function.Expressions.Emit(argument);
        return false;
    }

    /// <summary>[ → boolean] <c>delete operand</c></summary>
    public void EmitDelete(Expression.Unary delete)
    {
        switch (delete.Operand)
        {
            case Expression.SuperMember super:
                EmitDeleteSuper(super, delete.Start);
                break;
            case Expression.Chain chain when chain.Links[^1] is Link.Member or Link.Index:
                EmitDeleteProperty(chain);
                break;
            default:
                function.Expressions.EmitUnused(delete.Operand);
                Code.Emit(Opcode.LoadTrue);
                break;
        }
    }

    private void EmitDeleteProperty(Expression.Chain chain)
    {
        Label none = new(), end = new();
        var last = chain.Links[^1];
        EmitLinks(chain, chain.Links.Length - 1, callFollows: false, none);
        if (last.IsOptional)
            Code.Jump(Opcode.JumpIfNullishDrop, none);
        if (last is Link.Index index)
        {
            function.Expressions.Emit(index.Key);
            Code.At(last.Start);
            Code.Emit(Opcode.DeleteElement);
        }
        else
        {
            Code.At(last.Start);
            Code.EmitName(Opcode.DeleteNamed, ((Link.Member)last).Name);
        }

        Code.Jump(Opcode.Jump, end);
        Code.Bind(none);
        Code.Emit(Opcode.LoadTrue);
        Code.Bind(end);
    }

    private void EmitDeleteSuper(Expression.SuperMember super, int start)
    {
        Code.At(super.Start);
        function.Variables.Load(super.ThisBinding, super.NeedsTdzCheck);
        Code.Emit(Opcode.Pop);
        if (super.Key is PropertyKey.Computed computed)
            function.Expressions.EmitUnused(computed.Expression);
        Code.At(start);
        Code.EmitWithName(Opcode.ThrowError, (int)RaisedError.DeleteSuper, "super");
    }

    /// <summary>
    /// [ → value], or [ → f this] when the last link done is a property and a call follows. Where an optional link finds nothing, goes to <paramref name="none"/> with the stack as before.
    /// </summary>
    private void EmitLinks(Expression.Chain chain, int count, bool callFollows, Label none)
    {
        bool hasReceiver = EmitBase(chain, count, callFollows);
        for (int i = 0; i < count; i++)
        {
            var link = chain.Links[i];
            bool called = i + 1 < count ? chain.Links[i + 1] is Link.Call : callFollows;
            if (link is Link.Call call)
            {
                EmitCall(call, hasReceiver, none);
                hasReceiver = false;
            }
            else
            {
                if (link.IsOptional)
                    Code.Jump(Opcode.JumpIfNullishDrop, none);
                EmitProperty(link, called);
                hasReceiver = called;
            }
        }
    }

    /// <summary>Evaluates where a chain begins; true when that is a reference that is called, so that its object lies above the function.</summary>
    private bool EmitBase(Expression.Chain chain, int count, bool callFollows)
    {
        bool called = count > 0 ? chain.Links[0] is Link.Call : callFollows;
        if (called && chain.Base is Expression.Chain inner && inner.Links[^1] is not Link.Call)
        {
            var none = new Label();
            EmitLinks(inner, inner.Links.Length, callFollows: true, none);
            EndWithUndefined(none, 2);
            return true;
        }

        function.Expressions.Emit(chain.Base);
        if (!called || chain.Base is not Expression.SuperMember super)
            return false;
        function.Variables.Load(super.ThisBinding, check: false);
        return true;
    }

    private void EmitProperty(Link link, bool called)
    {
        switch (link)
        {
            case Link.Member member:
                Code.At(link.Start);
                Code.EmitCached(called ? Opcode.GetMethodNamed : Opcode.GetNamed, member.Name);
                break;
            case Link.Index index:
                function.Expressions.Emit(index.Key);
                Code.At(link.Start);
                Code.Emit(called ? Opcode.GetMethodElement : Opcode.GetElement);
                break;
            case Link.PrivateMember member:
                function.Variables.Load(member.Name.Binding, check: false);
                Code.At(link.Start);
                Code.Emit(called ? Opcode.GetMethodPrivate : Opcode.GetPrivate);
                break;
            default:
                throw new InvalidOperationException("unknown link");
        }
    }

    private void EmitCall(Link.Call call, bool hasReceiver, Label none)
    {
        if (call.IsOptional)
            Code.Jump(hasReceiver ? Opcode.JumpIfCalleeNullishDrop : Opcode.JumpIfNullishDrop, none);
        if (!hasReceiver)
            Code.Emit(Opcode.LoadUndefined);
        bool spreads = EmitArguments(call.Arguments, call.Start);
        Code.At(call.Start);
        if (spreads)
            Code.Emit(Opcode.CallSpread);
        else
            Code.Emit(Opcode.Call, call.Arguments.Length);
    }

    private void EndWithUndefined(Label none, int values)
    {
        if (!none.IsUsed)
            return;
        var end = new Label();
        Code.Jump(Opcode.Jump, end);
        Code.Bind(none);
        for (int i = 0; i < values; i++)
            Code.Emit(Opcode.LoadUndefined);
        Code.Bind(end);
    }
}
