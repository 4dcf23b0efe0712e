using Chain.Script.Ast;
using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary>Expressions: each leaves its value on the stack, or nothing where the value is not wanted.</summary>
internal sealed class ExpressionCompiler(FunctionBuilder function)
{
    private CodeBuilder Code => function.Code;

    /// <summary>[ → value]</summary>
    public void Emit(Expression expression)
    {
        switch (expression)
        {
            case Expression.Number number:
                EmitNumber(number.Value);
                break;
            case Expression.String text:
                Code.Emit(Opcode.LoadConst, function.Unit.Name(text.Value));
                break;
            case Expression.BigInt integer:
                Code.Emit(Opcode.LoadConst, function.Unit.BigInt(integer.Value));
                break;
            case Expression.Null:
                Code.Emit(Opcode.LoadNull);
                break;
            case Expression.Boolean boolean:
                Code.Emit(boolean.Value ? Opcode.LoadTrue : Opcode.LoadFalse);
                break;
            case Expression.Identifier identifier:
                EmitIdentifier(identifier);
                break;
            case Expression.This @this:
                EmitThis(@this);
                break;
            case Expression.Binary binary:
                EmitBinary(binary);
                break;
            case Expression.Chain chain:
                function.Chains.Emit(chain);
                break;
            case Expression.Assign assign:
                EmitAssign(assign, wanted: true);
                break;
            case Expression.CompoundAssign compound:
                EmitCompound(compound, wanted: true);
                break;
            case Expression.Update update:
                EmitUpdate(update, wanted: true);
                break;
            case Expression.Unary unary:
                EmitUnary(unary);
                break;
            case Expression.FunctionValue value:
                function.MakeClosure(value.Function);
                break;
            default:
                EmitRarer(expression);
                break;
        }
    }

    /// <summary>[ → ] Evaluates for the effect only.</summary>
    public void EmitUnused(Expression expression)
    {
        switch (expression)
        {
            case Expression.Assign assign:
                EmitAssign(assign, wanted: false);
                break;
            case Expression.CompoundAssign compound:
                EmitCompound(compound, wanted: false);
                break;
            case Expression.Update update:
                EmitUpdate(update, wanted: false);
                break;
            case Expression.Sequence sequence:
                foreach (var part in sequence.Expressions)
                    EmitUnused(part);
                break;
            default:
                Emit(expression);
                Code.Emit(Opcode.Pop);
                break;
        }
    }

    /// <summary>[ → ] Goes to the label when the truth of the expression is <paramref name="when"/>, on otherwise.</summary>
    public void EmitCondition(Expression expression, Label target, bool when)
    {
        switch (expression)
        {
            case Expression.Boolean boolean:
                if (boolean.Value == when)
                    Code.Jump(Opcode.Jump, target);
                break;
            case Expression.Unary { Operator: UnaryOperator.Not } not:
                EmitCondition(not.Operand, target, !when);
                break;
            case Expression.Logical { Operator: LogicalOperator.And or LogicalOperator.Or } logical:
                EmitLogicalCondition(logical, target, when);
                break;
            default:
                Emit(expression);
                Code.Jump(when ? Opcode.JumpIfTrue : Opcode.JumpIfFalse, target);
                break;
        }
    }

    /// <summary>[ → number]</summary>
    public void EmitNumber(double value)
    {
        int integer = value is >= int.MinValue and <= int.MaxValue ? (int)value : 0;
        if (integer == value && (integer != 0 || !double.IsNegative(value)))
            Code.Emit(Opcode.LoadInt, integer);
        else
            Code.Emit(Opcode.LoadConst, function.Unit.Number(value));
    }

    /// <summary>The instruction of a binary operator.</summary>
    public static Opcode OpcodeOf(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Add => Opcode.Add,
        BinaryOperator.Subtract => Opcode.Sub,
        BinaryOperator.Multiply => Opcode.Mul,
        BinaryOperator.Divide => Opcode.Div,
        BinaryOperator.Remainder => Opcode.Mod,
        BinaryOperator.Exponent => Opcode.Exp,
        BinaryOperator.ShiftLeft => Opcode.Shl,
        BinaryOperator.ShiftRight => Opcode.Shr,
        BinaryOperator.ShiftRightUnsigned => Opcode.UShr,
        BinaryOperator.BitAnd => Opcode.BitAnd,
        BinaryOperator.BitOr => Opcode.BitOr,
        BinaryOperator.BitXor => Opcode.BitXor,
        BinaryOperator.Equal => Opcode.Equal,
        BinaryOperator.NotEqual => Opcode.NotEqual,
        BinaryOperator.StrictEqual => Opcode.StrictEqual,
        BinaryOperator.StrictNotEqual => Opcode.StrictNotEqual,
        BinaryOperator.Less => Opcode.Less,
        BinaryOperator.LessOrEqual => Opcode.LessEqual,
        BinaryOperator.Greater => Opcode.Greater,
        BinaryOperator.GreaterOrEqual => Opcode.GreaterEqual,
        BinaryOperator.In => Opcode.In,
        BinaryOperator.InstanceOf => Opcode.InstanceOf,
        _ => throw new InvalidOperationException("unknown operator"),
    };

    private void EmitRarer(Expression expression)
    {
        switch (expression)
        {
            case Expression.Logical logical:
                EmitLogical(logical);
                break;
            case Expression.Conditional conditional:
                EmitConditional(conditional);
                break;
            case Expression.LogicalAssign assign:
                EmitLogicalAssign(assign);
                break;
            case Expression.Sequence sequence:
                for (int i = 0; i < sequence.Expressions.Length - 1; i++)
                    EmitUnused(sequence.Expressions[i]);
                Emit(sequence.Expressions[^1]);
                break;
            case Expression.Array array:
                function.Literals.EmitArray(array.Elements, array.Start);
                break;
            case Expression.Object @object:
                function.Literals.EmitObject(@object);
                break;
            case Expression.Template template:
                function.Literals.EmitTemplate(template);
                break;
            case Expression.New @new:
                function.Chains.EmitNew(@new);
                break;
            case Expression.SuperCall call:
                function.Classes.EmitSuperCall(call);
                break;
            case Expression.SuperMember member:
                function.References.Get(function.References.Evaluate(member));
                break;
            case Expression.ClassValue value:
                function.Classes.Emit(value.Class, nameSlot: -1);
                break;
            case Expression.NewTarget target:
                function.Variables.Load(target.Binding, check: false);
                break;
            case Expression.PrivateIn test:
                Emit(test.Right);
                Code.At(test.Start);
                function.Variables.Load(test.Name.Binding, check: false);
                Code.Emit(Opcode.PrivateIn);
                break;
            case Expression.Yield yield:
                function.Generators.EmitYield(yield);
                break;
            default:
                throw new InvalidOperationException("unknown expression");
        }
    }

    private void EmitIdentifier(Expression.Identifier identifier)
    {
        if (identifier.Binding is { } binding)
        {
            if (identifier.NeedsTdzCheck)
                Code.At(identifier.Start);
            function.Variables.Load(binding, identifier.NeedsTdzCheck);
            return;
        }

        if (identifier.Name is "undefined")
        {
            Code.Emit(Opcode.LoadUndefined);
            return;
        }

        Code.At(identifier.Start);
        Code.EmitCached(Opcode.LoadGlobal, identifier.Name);
    }

    private void EmitThis(Expression.This @this)
    {
        Code.At(@this.Start);
        if (@this.Binding is { } binding)
            function.Variables.Load(binding, @this.NeedsTdzCheck);
        else if (function.Unit.Source.Goal == SourceGoal.Module)
            Code.Emit(Opcode.LoadUndefined);
        else if (function.Function is null)
            Code.Emit(Opcode.LoadThis);
        else
            Code.EmitCached(Opcode.LoadGlobal, "globalThis");
    }

    private void EmitBinary(Expression.Binary binary)
    {
        Emit(binary.First);
        foreach (var term in binary.Terms)
        {
            Emit(term.Operand);
            Code.At(term.OperatorStart);
            Code.Emit(OpcodeOf(term.Operator));
        }
    }

    private void EmitUnary(Expression.Unary unary)
    {
        switch (unary.Operator)
        {
            case UnaryOperator.Minus when unary.Operand is Expression.Number number:
                EmitNumber(-number.Value);
                return;
            case UnaryOperator.Void:
                EmitUnused(unary.Operand);
                Code.Emit(Opcode.LoadUndefined);
                return;
            case UnaryOperator.Delete:
                function.Chains.EmitDelete(unary);
                return;
            case UnaryOperator.TypeOf when unary.Operand is Expression.Identifier { Binding: null } global:
                Code.At(unary.Start);
                Code.EmitName(Opcode.TypeOfGlobal, global.Name);
                return;
            default:
                Emit(unary.Operand);
                Code.At(unary.Start);
                Code.Emit(unary.Operator switch
                {
                    UnaryOperator.Minus => Opcode.Negate,
                    UnaryOperator.Plus => Opcode.ToNumber,
                    UnaryOperator.Not => Opcode.Not,
                    UnaryOperator.BitNot => Opcode.BitNot,
                    _ => Opcode.TypeOf,
                });
                return;
        }
    }

    private void EmitLogical(Expression.Logical logical)
    {
        var end = new Label();
        for (int i = 0; i < logical.Operands.Length; i++)
        {
            if (i > 0)
                Code.Jump(ShortCircuit(logical.Operator), end);
            Emit(logical.Operands[i]);
        }

        Code.Bind(end);
    }

    private void EmitLogicalCondition(Expression.Logical logical, Label target, bool when)
    {
        // a || b goes to the target as soon as one is true; to go there when it is false, any true operand skips the rest.
        bool decisive = logical.Operator == LogicalOperator.Or;
        var skip = new Label();
        for (int i = 0; i < logical.Operands.Length - 1; i++)
            EmitCondition(logical.Operands[i], decisive == when ? target : skip, decisive);
        EmitCondition(logical.Operands[^1], target, when);
        Code.Bind(skip);
    }

    private void EmitConditional(Expression.Conditional conditional)
    {
        var end = new Label();
        foreach (var branch in conditional.Branches)
        {
            var next = new Label();
            EmitCondition(branch.Test, next, when: false);
            Emit(branch.Value);
            Code.Jump(Opcode.Jump, end);
            Code.Bind(next);
        }

        Emit(conditional.Otherwise);
        Code.Bind(end);
    }

    private void EmitAssign(Expression.Assign assign, bool wanted)
    {
        if (assign.Target is Pattern.Variable or Pattern.Property)
        {
            var reference = function.References.Evaluate(assign.Target);
            Emit(assign.Value);
            if (wanted)
                function.References.KeepValue(reference);
            function.References.Put(reference);
            return;
        }

        Emit(assign.Value);
        if (wanted)
            Code.Emit(Opcode.Dup);
        function.Patterns.Bind(assign.Target, declares: false);
    }

    private void EmitCompound(Expression.CompoundAssign compound, bool wanted)
    {
        var reference = function.References.Evaluate(compound.Target);
        function.References.ResolveKey(reference);
        function.References.Copy(reference);
        function.References.Get(reference);
        Emit(compound.Value);
        Code.At(compound.OperatorStart);
        Code.Emit(OpcodeOf(compound.Operator));
        if (wanted)
            function.References.KeepValue(reference);
        function.References.Put(reference);
    }

    private void EmitUpdate(Expression.Update update, bool wanted)
    {
        var reference = function.References.Evaluate(update.Target);
        function.References.ResolveKey(reference);
        function.References.Copy(reference);
        function.References.Get(reference);
        Code.At(update.Start);
        if (wanted && !update.IsPrefix)
        {
            Code.Emit(Opcode.ToNumeric);
            function.References.KeepValue(reference);
        }

        Code.Emit(update.IsIncrement ? Opcode.Inc : Opcode.Dec);
        if (wanted && update.IsPrefix)
            function.References.KeepValue(reference);
        function.References.Put(reference);
    }

    private void EmitLogicalAssign(Expression.LogicalAssign assign)
    {
        Label end = new(), keep = new();
        var reference = function.References.Evaluate(assign.Target);
        function.References.ResolveKey(reference);
        function.References.Copy(reference);
        function.References.Get(reference);
        Code.Jump(ShortCircuit(assign.Operator), keep);
        Emit(assign.Value);
        function.References.KeepValue(reference);
        function.References.Put(reference);
        Code.Jump(Opcode.Jump, end);
        Code.Bind(keep);
        function.References.DropParts(reference);
        Code.Bind(end);
    }

    private static Opcode ShortCircuit(LogicalOperator @operator) => @operator switch
    {
        LogicalOperator.And => Opcode.JumpIfFalseKeep,
        LogicalOperator.Or => Opcode.JumpIfTrueKeep,
        _ => Opcode.JumpIfNotNullishKeep,
    };
}
