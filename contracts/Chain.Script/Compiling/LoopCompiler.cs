using Chain.Script.Ast;
using Chain.Script.Bytecode;
using Chain.Script.Scoping;

namespace Chain.Script.Compiling;

/// <summary>Loops. A test stands at the bottom, so that an iteration takes one jump.</summary>
internal sealed class LoopCompiler(FunctionBuilder function)
{
    private CodeBuilder Code => function.Code;

    public void EmitWhile(Statement.While loop) => EmitTested(loop.Target, loop.Test, loop.Body, null, null);

    public void EmitDoWhile(Statement.DoWhile loop)
    {
        function.Statements.ResetCompletion();
        Label top = new(), next = new(), end = new();
        Code.BindTarget(top, 0, reached: false);
        EmitBody(loop.Body, loop.Target, next, end);
        Code.Bind(next);
        Code.AtStatement(loop.Test.Start);
        function.Expressions.EmitCondition(loop.Test, top, when: true);
        Code.Bind(end);
    }

    public void EmitFor(Statement.For loop)
    {
        var state = function.Scopes.Enter(loop.Scope);
        switch (loop.Initializer)
        {
            case Statement.Evaluate evaluate:
                function.Expressions.EmitUnused(evaluate.Expression);
                break;
            case { } declaration:
                function.Statements.Emit(declaration);
                break;
        }

        EmitTested(loop.Target, loop.Test, loop.Body, loop.Update, loop.Scope);
        function.Scopes.Leave(loop.Scope, state);
    }

    public void EmitForEach(Statement.ForEach loop)
    {
        int mark = function.Slots.Mark, state = function.Slots.Take(loop.IsOf ? 3 : 1);
        var scope = function.Scopes.Enter(loop.Scope);
        function.Expressions.Emit(loop.Subject);
        function.Statements.ResetCompletion();
        Code.At(loop.Subject.Start);
        if (loop.IsOf)
            EmitForOf(loop, state);
        else
            EmitForIn(loop, state);
        function.Scopes.Leave(loop.Scope, scope);
        function.Slots.Release(mark);
    }

    private void EmitTested(JumpTarget target, Expression? test, Statement body, Expression? update, Scope? scope)
    {
        function.Statements.ResetCompletion();
        Label top = new(), next = new(), check = new(), end = new();
        function.Scopes.CopyCells(scope);
        bool atBottom = test is not (null or Expression.Boolean or Expression.Unary { Operator: UnaryOperator.Not } or Expression.Logical);
        bool reached = Code.IsReachable;
        if (atBottom)
        {
            Code.Jump(Opcode.Jump, check);
            Code.BindTarget(top, 0, reached);
        }
        else
        {
            Code.BindTarget(top, 0, reached: false);
            if (test is not null)
                function.Expressions.EmitCondition(test, end, when: false);
        }

        EmitBody(body, target, next, end);
        Code.Bind(next);
        function.Scopes.CopyCells(scope);
        if (update is not null)
        {
            Code.AtStatement(update.Start);
            function.Expressions.EmitUnused(update);
        }

        Code.Bind(check);
        if (atBottom)
        {
            Code.AtStatement(test!.Start);
            function.Expressions.EmitCondition(test, top, when: true);
        }
        else
        {
            Code.Jump(Opcode.Jump, top);
        }

        Code.Bind(end);
    }

    private void EmitForIn(Statement.ForEach loop, int enumerator)
    {
        Label top = new(), end = new();
        Code.Emit(Opcode.ForInStart, enumerator);
        Code.BindTarget(top, 0, reached: false);
        Code.At(loop.Start);
        Code.Jump(Opcode.ForInNext, enumerator, end);
        EmitItem(loop);
        EmitBody(loop.Body, loop.Target, top, end);
        Code.Jump(Opcode.Jump, top);
        Code.Bind(end);
    }

    private void EmitForOf(Statement.ForEach loop, int record)
    {
        Label top = new(), done = new(), end = new();
        function.Iterators.Open(record);
        function.Completions.EnterJump(loop.Target, isContinue: false, end);
        var cleanup = function.Completions.EnterCleanup(0);
        Code.BindTarget(top, 0, reached: false);
        Code.At(loop.Subject.Start);
        function.Iterators.Step(record, done);
        int start = Code.Here;
        EmitItem(loop);
        function.Completions.EnterJump(loop.Target, isContinue: true, top);
        function.Statements.Emit(loop.Body);
        function.Completions.LeaveRegion();
        int stop = Code.Here;
        Code.Jump(Opcode.Jump, top);
        function.Completions.LeaveRegion();
        function.Completions.LeaveRegion();

        Code.At(loop.Start);
        Code.BindHandler(start, stop, 0);
        function.Iterators.CloseAndRethrow(record);
        if (cleanup.IsUsed)
        {
            Code.BindTarget(cleanup.Entry, 0, reached: true);
            function.Iterators.Close(record);
            function.Completions.Dispatch(cleanup, canBeNormal: false, canThrow: false);
        }

        Code.Bind(done);
        Code.Bind(end);
    }

    /// <summary>[item → ] Stores the item in the variables of an iteration.</summary>
    private void EmitItem(Statement.ForEach loop)
    {
        if (loop.Scope is { } scope)
            function.Scopes.Renew(scope);
        function.Patterns.Bind(loop.Pattern, loop.Declaration is not null);
    }

    private void EmitBody(Statement body, JumpTarget target, Label onContinue, Label onBreak)
    {
        function.Completions.EnterJump(target, isContinue: false, onBreak);
        function.Completions.EnterJump(target, isContinue: true, onContinue);
        function.Statements.Emit(body);
        function.Completions.LeaveRegion();
        function.Completions.LeaveRegion();
    }
}
