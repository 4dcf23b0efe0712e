using Chain.Script.Ast;
using Chain.Script.Bytecode;

namespace Chain.Script.Compiling;

/// <summary>
/// Abrupt completions: <c>break</c>, <c>continue</c> and <c>return</c> through cleanups (<c>finally</c> blocks and iterators to be closed).
/// </summary>
/// <remarks>
/// <para>
/// The code of a cleanup is written once. A completion is a kind (0 normal, 1 throw, 2 return, 3… one for each jump target that is ever left through a cleanup) and a value,
/// kept in two slots of the cleanup; leaving means to fill them and to jump to the cleanup's entry. After the cleanup a dispatch tells the kinds apart that end here; all
/// others are handed to the next cleanup outwards. A jump target is told apart only in the cleanup directly inside it, so that code stays linear in the source, however deep
/// the nesting and however many the jumps.
/// </para>
/// <para>
/// The <c>return(v)</c> of a generator resumes inside a <c>yield</c>, perhaps with operands on the stack: a stub at the end of the function drops them and leaves as a
/// <c>return</c> does.
/// </para>
/// </remarks>
internal sealed class CompletionCompiler(FunctionBuilder function)
{
    public const int Normal = 0;
    public const int Thrown = 1;
    public const int Returned = 2;
    private List<(Label Label, Region.Cleanup? Cleanup)>? stubs;
    private Region? region;
    private Region.Cleanup? cleanup;
    private readonly Label derivedEnd = new();
    private int derivedResult = -1;
    private int kinds = Returned;

    private CodeBuilder Code => function.Code;

    /// <summary>Takes the slot for the result of a derived constructor; once, after the parameters.</summary>
    public void BeginDerived() => derivedResult = function.Slots.Take();

    /// <summary>Enters a region that jumps go to.</summary>
    public void EnterJump(JumpTarget target, bool isContinue, Label label) => region = new Region.Jump(region, target, isContinue, label);

    /// <summary>Enters a region that must be cleaned up after; its two slots are taken.</summary>
    public Region.Cleanup EnterCleanup(int depth)
    {
        cleanup = new Region.Cleanup(region, cleanup, function.Slots.Take(2), depth);
        region = cleanup;
        return cleanup;
    }

    /// <summary>Leaves the innermost region.</summary>
    public void LeaveRegion()
    {
        if (region is Region.Cleanup left)
            cleanup = left.OuterCleanup;
        region = region?.Outer;
    }

    /// <summary>Writes a <c>break</c> or <c>continue</c>.</summary>
    public void Jump(JumpTarget target, bool isContinue)
    {
        if (!Code.IsReachable)
            return;
        Region.Cleanup? last = null;
        for (var at = region; at is not null; at = at.Outer)
        {
            if (at is Region.Cleanup crossed)
            {
                if (last is not null)
                    last.PassesJumps = true;
                last = crossed;
            }
            else if (at is Region.Jump jump && jump.IsContinue == isContinue && ReferenceEquals(jump.Target, target))
            {
                LeaveBy(jump, last);
                return;
            }
        }

        throw new InvalidOperationException("a jump has no target");
    }

    /// <summary>Pops the value and leaves the function with it.</summary>
    public void Return()
    {
        if (!Code.IsReachable)
            return;
        PassReturn();
        Leave(cleanup);
    }

    /// <summary>A label where a generator is told to return; the value is on top of the stack there.</summary>
    public Label ReturnStub()
    {
        var label = new Label();
        if (Code.IsReachable)
            PassReturn();
        stubs ??= [];
        stubs.Add((label, cleanup));
        return label;
    }

    /// <summary>Writes the stubs, and where derived constructors end, at the end of the function.</summary>
    public void WriteStubs()
    {
        foreach (var (label, into) in stubs ?? [])
        {
            Code.Bind(label);
            Leave(into);
        }

        Code.Bind(derivedEnd);
        if (!Code.IsReachable || function.Function is not { ThisBinding: { } binding })
            return;
        Code.Emit(Opcode.LoadLocal, derivedResult);
        function.Variables.Load(binding, check: false);
        Code.Emit(Opcode.ReturnDerived);
    }

    /// <summary>Sets the kind of a completion.</summary>
    public void SetKind(Region.Cleanup into, int kind)
    {
        Code.Emit(Opcode.LoadInt, kind);
        Code.Emit(Opcode.StoreLocal, into.KindSlot);
    }

    /// <summary>Writes what follows a cleanup: control goes where the completion says. A normal one, where there can be one, goes on after the dispatch.</summary>
    public void Dispatch(Region.Cleanup done, bool canBeNormal, bool canThrow)
    {
        if (!Code.IsReachable)
            return;
        bool passes = done.PassesJumps || done.PassesReturn;
        var after = new Label();
        if (canBeNormal && !canThrow && !passes && done.Exits.Count == 0)
            return;
        if (canBeNormal)
            Code.JumpIfKind(done.KindSlot, Normal, after);
        for (int i = 0; i < done.Exits.Count; i++)
        {
            var exit = done.Exits[i];
            if (i == done.Exits.Count - 1 && !canThrow && !passes)
                Code.Jump(Opcode.Jump, exit.Label);
            else
                Code.JumpIfKind(done.KindSlot, exit.Kind, exit.Label);
        }

        var rethrow = new Label();
        if (canThrow && passes)
            Code.JumpIfKind(done.KindSlot, Thrown, rethrow);
        if (passes)
            PassOn(done);
        Code.Bind(rethrow);
        if (canThrow)
        {
            Code.Emit(Opcode.LoadLocal, done.ValueSlot);
            Code.Emit(Opcode.Throw);
        }

        Code.Bind(after);
    }

    private void LeaveBy(Region.Jump jump, Region.Cleanup? last)
    {
        if (last is null || cleanup is null)
        {
            Code.Jump(Opcode.Jump, jump.Label);
            return;
        }

        if (jump.Kind < 0)
            jump.Kind = ++kinds;
        if (!last.Exits.Contains(jump))
            last.Exits.Add(jump);
        SetKind(cleanup, jump.Kind);
        Code.Jump(Opcode.Jump, cleanup.Entry);
    }

    private void PassReturn()
    {
        for (var at = cleanup; at is { PassesReturn: false }; at = at.OuterCleanup)
            at.PassesReturn = true;
    }

    private void Leave(Region.Cleanup? into)
    {
        if (into is null)
        {
            FinishReturn();
            return;
        }

        Code.Emit(Opcode.StoreLocal, into.ValueSlot);
        SetKind(into, Returned);
        GoTo(into);
    }

    private void PassOn(Region.Cleanup done)
    {
        Code.Emit(Opcode.LoadLocal, done.ValueSlot);
        if (done.OuterCleanup is not { } outer)
        {
            FinishReturn();
            return;
        }

        Code.Emit(Opcode.StoreLocal, outer.ValueSlot);
        Code.Emit(Opcode.LoadLocal, done.KindSlot);
        Code.Emit(Opcode.StoreLocal, outer.KindSlot);
        GoTo(outer);
    }

    private void GoTo(Region.Cleanup into)
    {
        if (Code.IsReachable && Code.Depth != into.Depth)
            Code.Emit(Opcode.PopTo, into.Depth);
        Code.Jump(Opcode.Jump, into.Entry);
    }

    /// <summary>What a derived constructor gives is looked at behind its code, where no handler of its own catches the error.</summary>
    private void FinishReturn()
    {
        if (derivedResult < 0)
        {
            Code.Emit(Opcode.Return);
            return;
        }

        Code.Emit(Opcode.StoreLocal, derivedResult);
        if (Code.IsReachable && Code.Depth != 0)
            Code.Emit(Opcode.PopTo, 0);
        Code.Jump(Opcode.Jump, derivedEnd);
    }
}
