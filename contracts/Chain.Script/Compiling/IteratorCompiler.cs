using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary>The iterator protocol over a record of three slots (see <see cref="Opcode"/>).</summary>
internal sealed class IteratorCompiler(FunctionBuilder function)
{
    private CodeBuilder Code => function.Code;

    /// <summary>[iterable → ] Gets its iterator into the record.</summary>
    public void Open(int record)
    {
        Code.Emit(Opcode.IterMethod);
        Code.Emit(Opcode.IterCall);
        Code.Emit(Opcode.IterNextMethod);
        Code.Emit(Opcode.IterStart, record);
    }

    /// <summary>[ → value] Makes one step; goes to <paramref name="done"/> at the end, with nothing on the stack.</summary>
    public void Step(int record, Label done)
    {
        Label value = new(), end = new();
        Code.IterNext(record, value, done);
        Code.Emit(Opcode.IterDone);
        Code.Jump(Opcode.JumpIfTrue, end);
        Code.EmitCached(Opcode.GetNamed, "value");
        Code.Emit(Opcode.IterAlive, record);
        Code.Jump(Opcode.Jump, value);
        Code.Bind(end);
        Code.Emit(Opcode.Pop);
        Code.Jump(Opcode.Jump, done);
        Code.Bind(value);
    }

    /// <summary>[ → ] Closes the iterator; what goes wrong is thrown.</summary>
    public void Close(int record)
    {
        var closed = new Label();
        Code.EmitWithName(Opcode.IterGet, record, "return");
        Code.Jump(Opcode.IterClose, record, closed);
        Code.Emit(Opcode.CheckObject, (int)RaisedError.IteratorResultNotObject);
        Code.Emit(Opcode.Pop);
        Code.Bind(closed);
    }

    /// <summary>[ → ] Closes the iterator unless the record says that it needs none.</summary>
    public void CloseIfAlive(int record)
    {
        var end = new Label();
        Code.Emit(Opcode.LoadLocal, record + 2);
        Code.Jump(Opcode.JumpIfTrue, end);
        Close(record);
        Code.Bind(end);
    }

    /// <summary>[thrown → ] The end of a handler: closes the iterator unless the record says that it needs none, whatever goes wrong with that, and throws on.</summary>
    public void CloseAndRethrow(int record)
    {
        if (!Code.IsReachable)
            return;
        var end = new Label();
        Code.Emit(Opcode.LoadLocal, record + 2);
        Code.Jump(Opcode.JumpIfTrue, end);
        int keep = Code.Depth, start = Code.Here;
        Code.EmitWithName(Opcode.IterGet, record, "return");
        Code.Jump(Opcode.IterClose, record, end);
        int stop = Code.Here;
        Code.Emit(Opcode.Pop);
        Code.Jump(Opcode.Jump, end);
        Code.BindHandler(start, stop, keep);
        Code.Emit(Opcode.Pop);
        Code.Bind(end);
        Code.Emit(Opcode.Throw);
    }
}
