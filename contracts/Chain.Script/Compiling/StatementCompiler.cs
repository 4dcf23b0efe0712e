using System.Collections.Immutable;
using Chain.Script.Ast;
using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary>Statements. Between statements the operand stack is empty: what a statement must remember is in slots.</summary>
internal sealed class StatementCompiler(FunctionBuilder function)
{
    private CodeBuilder Code => function.Code;

    /// <summary>Compiles statements in order.</summary>
    public void Emit(ImmutableArray<Statement> statements)
    {
        foreach (var statement in statements)
            Emit(statement);
    }

    /// <summary>Compiles one statement.</summary>
    public void Emit(Statement statement)
    {
        Code.AtStatement(statement.Start);
        switch (statement)
        {
            case Statement.Evaluate evaluate:
                EmitEvaluate(evaluate);
                break;
            case Statement.Declare declare:
                EmitDeclare(declare);
                break;
            case Statement.Return @return:
                EmitReturn(@return);
                break;
            case Statement.If @if:
                EmitIf(@if);
                break;
            case Statement.Block block:
                EmitBlock(block);
                break;
            case Statement.Throw @throw:
                function.Expressions.Emit(@throw.Value);
                Code.At(@throw.Start);
                Code.Emit(Opcode.Throw);
                break;
            case Statement.Break @break:
                function.Completions.Jump(@break.Target, isContinue: false);
                break;
            case Statement.Continue @continue:
                function.Completions.Jump(@continue.Target, isContinue: true);
                break;
            case Statement.DeclareClass declaration:
                function.Classes.Emit(declaration.Class, nameSlot: -1);
                function.Variables.Initialize(declaration.Binding);
                break;
            case Statement.ExportDeclaration export:
                Emit(export.Declaration);
                break;
            case Statement.ExportDefault export:
                function.Expressions.Emit(export.Value);
                function.Variables.Initialize(export.Binding);
                break;
            default:
                EmitCompound(statement);
                break;
        }
    }

    /// <summary>A block with its scope.</summary>
    public void EmitBlock(Statement.Block block)
    {
        var state = function.Scopes.Enter(block.Scope);
        Emit(block.Body);
        function.Scopes.Leave(block.Scope, state);
    }

    /// <summary>Sets the completion value of a script to undefined, as compound statements do when they begin.</summary>
    public void ResetCompletion()
    {
        if (function.CompletionSlot < 0)
            return;
        Code.Emit(Opcode.LoadUndefined);
        Code.Emit(Opcode.StoreLocal, function.CompletionSlot);
    }

    private void EmitCompound(Statement statement)
    {
        switch (statement)
        {
            case Statement.For loop:
                function.Loops.EmitFor(loop);
                break;
            case Statement.ForEach loop:
                function.Loops.EmitForEach(loop);
                break;
            case Statement.While loop:
                function.Loops.EmitWhile(loop);
                break;
            case Statement.DoWhile loop:
                function.Loops.EmitDoWhile(loop);
                break;
            case Statement.Try @try:
                new TryCompiler(function).Emit(@try);
                break;
            case Statement.Switch @switch:
                EmitSwitch(@switch);
                break;
            case Statement.Labelled labelled:
                EmitLabelled(labelled);
                break;
            case Statement.Empty or Statement.Debugger or Statement.DeclareFunction or Statement.Import or Statement.ExportNames:
                break;
            default:
                throw new InvalidOperationException("unknown statement");
        }
    }

    private void EmitEvaluate(Statement.Evaluate evaluate)
    {
        if (function.CompletionSlot < 0)
        {
            function.Expressions.EmitUnused(evaluate.Expression);
            return;
        }

        function.Expressions.Emit(evaluate.Expression);
        Code.Emit(Opcode.StoreLocal, function.CompletionSlot);
    }

    private void EmitDeclare(Statement.Declare declare)
    {
        foreach (var declarator in declare.Declarators)
        {
            if (declarator.Initializer is { } initializer)
                function.Expressions.Emit(initializer);
            else if (declare.Kind == DeclarationKind.Var)
                continue;
            else
                Code.Emit(Opcode.LoadUndefined);
            function.Patterns.Bind(declarator.Target, declares: true);
        }
    }

    private void EmitReturn(Statement.Return @return)
    {
        if (@return.Value is { } value)
            function.Expressions.Emit(value);
        else
            Code.Emit(Opcode.LoadUndefined);
        Code.At(@return.Start);
        function.Completions.Return();
    }

    private void EmitIf(Statement.If @if)
    {
        ResetCompletion();
        var end = new Label();
        for (int i = 0; i < @if.Branches.Length; i++)
        {
            var branch = @if.Branches[i];
            var next = new Label();
            if (i > 0)
                Code.AtStatement(branch.Start);
            function.Expressions.EmitCondition(branch.Test, next, when: false);
            Emit(branch.Body);
            if (i < @if.Branches.Length - 1 || @if.Otherwise is not null)
                Code.Jump(Opcode.Jump, end);
            Code.Bind(next);
        }

        if (@if.Otherwise is { } otherwise)
            Emit(otherwise);
        Code.Bind(end);
    }

    private void EmitLabelled(Statement.Labelled labelled)
    {
        var end = new Label();
        function.Completions.EnterJump(labelled.Target, isContinue: false, end);
        Emit(labelled.Body);
        function.Completions.LeaveRegion();
        Code.Bind(end);
    }

    private void EmitSwitch(Statement.Switch @switch)
    {
        ResetCompletion();
        int mark = function.Slots.Mark, subject = function.Slots.Take();
        function.Expressions.Emit(@switch.Subject);
        Code.Emit(Opcode.StoreLocal, subject);
        var state = function.Scopes.Enter(@switch.Scope);
        var end = new Label();
        var labels = new Label[@switch.Clauses.Length];
        Label? otherwise = null;
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = new Label();
            if (@switch.Clauses[i].Test is not { } test)
            {
                otherwise = labels[i];
                continue;
            }

            Code.Emit(Opcode.LoadLocal, subject);
            function.Expressions.Emit(test);
            Code.Emit(Opcode.StrictEqual);
            Code.Jump(Opcode.JumpIfTrue, labels[i]);
        }

        Code.Jump(Opcode.Jump, otherwise ?? end);
        function.Completions.EnterJump(@switch.Target, isContinue: false, end);
        for (int i = 0; i < labels.Length; i++)
        {
            Code.Bind(labels[i]);
            Emit(@switch.Clauses[i].Body);
        }

        function.Completions.LeaveRegion();
        Code.Bind(end);
        function.Scopes.Leave(@switch.Scope, state);
        function.Slots.Release(mark);
    }
}
