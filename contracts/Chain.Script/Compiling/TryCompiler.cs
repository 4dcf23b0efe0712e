using Chain.Script.Ast;
using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary><c>try</c>, <c>catch</c> and <c>finally</c>; see <see cref="CompletionCompiler"/> for how control gets through a <c>finally</c>.</summary>
internal sealed class TryCompiler(FunctionBuilder function)
{
    private CodeBuilder Code => function.Code;

    public void Emit(Statement.Try @try)
    {
        function.Statements.ResetCompletion();
        if (@try.Finalizer is { } finalizer)
            EmitFinally(@try, finalizer);
        else
            EmitCatch(@try);
    }

    private void EmitCatch(Statement.Try @try)
    {
        if (@try.Handler is not { } handler)
        {
            function.Statements.EmitBlock(@try.Body);
            return;
        }

        var after = new Label();
        int start = Code.Here;
        function.Statements.EmitBlock(@try.Body);
        int stop = Code.Here;
        Code.Jump(Opcode.Jump, after);
        Code.BindHandler(start, stop, 0);
        Code.AtStatement(handler.Start);
        var state = function.Scopes.Enter(handler.Scope);
        function.Statements.ResetCompletion();
        if (handler.Parameter is { } parameter)
            function.Patterns.Bind(parameter, declares: true);
        else
            Code.Emit(Opcode.Pop);
        function.Statements.EmitBlock(handler.Body);
        function.Scopes.Leave(handler.Scope, state);
        Code.Bind(after);
    }

    private void EmitFinally(Statement.Try @try, Statement.Block finalizer)
    {
        int mark = function.Slots.Mark;
        var cleanup = function.Completions.EnterCleanup(0);
        int start = Code.Here;
        EmitCatch(@try);
        bool endsNormally = Code.IsReachable;
        int stop = Code.Here;
        function.Completions.LeaveRegion();
        if (endsNormally)
        {
            function.Completions.SetKind(cleanup, CompletionCompiler.Normal);
            Code.Jump(Opcode.Jump, cleanup.Entry);
        }

        Code.At(finalizer.Start);
        Code.BindHandler(start, stop, 0);
        bool canThrow = Code.IsReachable;
        Code.Emit(Opcode.StoreLocal, cleanup.ValueSlot);
        function.Completions.SetKind(cleanup, CompletionCompiler.Thrown);
        Code.BindTarget(cleanup.Entry, 0, cleanup.IsUsed);
        EmitFinalizer(finalizer);
        function.Completions.Dispatch(cleanup, endsNormally, canThrow);
        function.Slots.Release(mark);
    }

    private void EmitFinalizer(Statement.Block finalizer)
    {
        int saved = -1;
        if (function.CompletionSlot >= 0)
        {
            saved = function.Slots.Take();
            Code.Emit(Opcode.LoadLocal, function.CompletionSlot);
            Code.Emit(Opcode.StoreLocal, saved);
            function.Statements.ResetCompletion();
        }

        function.Statements.EmitBlock(finalizer);
        if (saved < 0)
            return;
        Code.Emit(Opcode.LoadLocal, saved);
        Code.Emit(Opcode.StoreLocal, function.CompletionSlot);
    }
}
