using Chain.Script.Ast;
using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary><c>yield</c> and <c>yield*</c>.</summary>
internal sealed class GeneratorCompiler(FunctionBuilder function)
{
    private CodeBuilder Code => function.Code;

    /// <summary>[ → value]</summary>
    public void EmitYield(Expression.Yield yield)
    {
        if (yield.Argument is { } argument)
            function.Expressions.Emit(argument);
        else
            Code.Emit(Opcode.LoadUndefined);
        Code.At(yield.Start);
        if (yield.IsDelegate)
            EmitDelegate();
        else
            Code.Jump(Opcode.Yield, function.Completions.ReturnStub());
    }

    /// <summary>
    /// [iterable → value] Hands on what is received to the inner iterator, and what that gives to the receiver, until it is done. Result objects of the inner iterator pass as they are.
    /// </summary>
    private void EmitDelegate()
    {
        int mark = function.Slots.Mark, record = function.Slots.Take(3);
        Label next = new(), give = new(), onThrow = new(), onReturn = new(), done = new();
        function.Iterators.Open(record);
        Code.Emit(Opcode.LoadUndefined);
        int depth = Code.Depth;
        Code.BindTarget(next, depth, reached: false);
        Code.Emit(Opcode.IterCallNext, record);
        Code.Emit(Opcode.IterDone);
        Code.Jump(Opcode.JumpIfTrue, done);
        Code.BindTarget(give, depth, reached: false);
        Code.YieldDelegate(onThrow, onReturn);
        Code.Jump(Opcode.Jump, next);

        Code.Bind(onThrow);
        EmitForward(record, "throw", give, done, () =>
        {
            Code.Emit(Opcode.Pop);
            function.Iterators.Close(record);
            Code.EmitWithName(Opcode.ThrowError, (int)RaisedError.IteratorHasNoThrow, "throw");
        });

        Label returned = new();
        Code.Bind(onReturn);
        EmitForward(record, "return", give, returned, function.Completions.Return);
        Code.Bind(returned);
        Code.EmitCached(Opcode.GetNamed, "value");
        function.Completions.Return();

        Code.Bind(done);
        Code.EmitCached(Opcode.GetNamed, "value");
        function.Slots.Release(mark);
    }

    /// <summary>[received → ] Calls a method of the inner iterator; its result goes to one of the labels. Without such a method, <paramref name="missing"/> ends it.</summary>
    private void EmitForward(int record, string method, Label give, Label done, Action missing)
    {
        var there = new Label();
        Code.EmitWithName(Opcode.IterGet, record, method);
        Code.Jump(Opcode.JumpIfNotNullishKeep, there);
        missing();
        Code.Bind(there);
        Code.Emit(Opcode.IterCallMethod, record);
        Code.Emit(Opcode.IterDone);
        Code.Jump(Opcode.JumpIfTrue, done);
        Code.Jump(Opcode.Jump, give);
    }
}
