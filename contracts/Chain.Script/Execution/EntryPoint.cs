using System.Diagnostics.CodeAnalysis;
using Chain.Script.Bytecode;
using Chain.Script.Errors;
using Chain.Script.Hosting;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// Where a host enters the machine, and the only place where runs end: script exceptions that nobody caught, halts, and defects of the engine
/// become results. Exceptions of the environment (memory, I/O of a host function) go through: they say nothing about the script.
/// </summary>
internal sealed class EntryPoint
{
    private readonly Machine machine;
    private readonly Interpreter interpreter;
    private Dictionary<ScriptUnit, Cell[]>? modules;

    internal EntryPoint(Machine machine, Interpreter interpreter)
    {
        this.machine = machine;
        this.interpreter = interpreter;
    }

    internal RunResult Run(ScriptUnit unit)
    {
        RequireIdle();
        try
        {
            var cells = unit.IsModule ? Link(unit) : null;
            var main = new ScriptFunction(machine.RootShape(Intrinsic.FunctionPrototype), CodeImage.Of(unit), [], null, cells);
            interpreter.Enter(main, unit.IsModule ? Value.Undefined : Value.Of(machine.Realm.Global), [], 0, FrameFlags.Entry, null);
            return Finish();
        }
        catch (Exception exception) when (IsOurs(exception))
        {
            return Failed(exception);
        }
    }

    internal RunResult Adopt(SharedModule module)
    {
        RequireIdle();
        if (interpreter.Adopted is not null)
            Misused("the machine has a module already");
        try
        {
            module.Charge(machine.Meter);
            var late = new Cell[module.Late.Length];
            for (int i = 0; i < late.Length; i++)
                late[i] = new Cell(Import(module.Late[i].Specifier!, module.Late[i].Name));
            interpreter.Adopted = new AdoptedModule(module, late);
            return Result(RunStatus.Completed, Value.Undefined, null, null);
        }
        catch (Exception exception) when (IsOurs(exception))
        {
            return Failed(exception);
        }
    }

    internal RunResult Call(Value function, Value thisValue, ReadOnlySpan<Value> arguments)
    {
        RequireIdle();
        try
        {
            interpreter.InvokeApart(function, thisValue, arguments, 0, FrameFlags.Entry);
            return Finish();
        }
        catch (Exception exception) when (IsOurs(exception))
        {
            return Failed(exception);
        }
    }

    internal RunResult Resume(Value value)
    {
        RequireSuspended();
        try
        {
            interpreter.GiveSuspended(value);
            return Finish();
        }
        catch (Exception exception) when (IsOurs(exception))
        {
            return Failed(exception);
        }
    }

    internal RunResult ResumeWith<TState>(TState state, Func<Machine, TState, Value> answer)
    {
        RequireSuspended();
        try
        {
            Value value;
            try
            {
                value = answer(machine, state);
            }
            catch (ScriptThrow thrown)
            {
                interpreter.IsSuspended = false;
                return interpreter.Unwind(thrown.Value, 0) ? Finish() : Thrown(thrown.Value);
            }
            interpreter.GiveSuspended(value);
            return Finish();
        }
        catch (Exception exception) when (IsOurs(exception))
        {
            return Failed(exception);
        }
    }

    internal RunResult Construct(Value constructor, ReadOnlySpan<Value> arguments)
    {
        RequireIdle();
        try
        {
            if (!constructor.IsObject || !constructor.AsObject.IsConstructor)
                throw machine.ThrowType(Messages.NotConstructor);
            interpreter.InvokeNewApart(constructor.AsObject, arguments, 0, FrameFlags.Entry, constructor.AsObject);
            return Finish();
        }
        catch (Exception exception) when (IsOurs(exception))
        {
            return Failed(exception);
        }
    }

    internal RunResult Do<TState>(TState state, Func<Machine, TState, Value> work)
    {
        RequireIdle();
        try
        {
            return Result(RunStatus.Completed, work(machine, state), null, null);
        }
        catch (Exception exception) when (IsOurs(exception))
        {
            return Failed(exception);
        }
    }

    internal RunResult ResumeThrow(Value error)
    {
        RequireSuspended();
        try
        {
            interpreter.IsSuspended = false;
            machine.Meter.Charge(CoreGas.MakeError);
            if (interpreter.Unwind(error, 0))
                return Finish();
            return Thrown(error);
        }
        catch (Exception exception) when (IsOurs(exception))
        {
            return Failed(exception);
        }
    }

    internal bool TryGetExport(ScriptUnit unit, string name, out Value value)
    {
        value = Value.Undefined;
        if (CellsOf(unit) is not { } cells)
            return false;
        foreach (var export in unit.Exports)
        {
            if (!string.Equals(export.Name, name, StringComparison.Ordinal) || cells[export.Cell].Value.IsEmpty)
                continue;
            value = cells[export.Cell].Value;
            return true;
        }
        return false;
    }

    /// <summary>The cells of a module that this machine has; null when it has not evaluated or adopted it.</summary>
    internal Cell[]? CellsOf(ScriptUnit unit) =>
        interpreter.Adopted is { } adopted && ReferenceEquals(adopted.Module.Unit, unit) ? adopted.Module.Cells : modules?.GetValueOrDefault(unit);

    private RunResult Finish()
    {
        interpreter.Run(0);
        if (interpreter.IsSuspended)
            return Result(RunStatus.Suspended, Value.Undefined, null, interpreter.SuspendRequest);
        if (!interpreter.HasThrown)
            return Result(RunStatus.Completed, interpreter.Returned, null, null);
        interpreter.HasThrown = false;
        return Thrown(interpreter.Returned);
    }

    private RunResult Thrown(Value value) =>
        Result(RunStatus.Thrown, value, ErrorReport.Of(machine, value, interpreter.ThrownPosition), null);

    private RunResult Failed(Exception exception)
    {
        var (code, word) = interpreter.AuthorPlace();
        var position = ScriptPosition.Of(code, word);
        interpreter.Reset();
        switch (exception)
        {
            case ScriptThrow thrown:
                return Result(RunStatus.Thrown, thrown.Value, ErrorReport.Of(machine, thrown.Value, position), null);
            case Halt halt:
                var (status, message) = halt.Reason switch
                {
                    HaltReason.OutOfGas => (RunStatus.OutOfGas, Messages.OutOfGas),
                    HaltReason.OutOfMemory => (RunStatus.OutOfMemory, Messages.OutOfMemory),
                    HaltReason.Stopped => (RunStatus.Stopped, Messages.Stopped),
                    _ => (RunStatus.TooDeep, Messages.TooDeep),
                };
                return Result(status, Value.Undefined, new ScriptError(halt.Reason.ToString(), message, position), null);
            default:
                machine.Meter.TakeAll();
                return Result(RunStatus.InternalFault, Value.Undefined, new ScriptError("InternalFault", Messages.InternalFault, position), null) with { Fault = exception };
        }
    }

    private RunResult Result(RunStatus status, Value value, ScriptError? error, object? request) =>
        new(status, value, error, request, machine.Meter.GasUsed, machine.Meter.MemoryUsed);

    /// <summary>What a script may cause: its exceptions, the halts, and exceptions that only a defect of the engine throws, the same on every node.</summary>
    internal static bool IsOurs(Exception exception) => exception
        is ScriptThrow or Halt or Invariant or IndexOutOfRangeException or InvalidCastException or NullReferenceException or ArgumentException
        or ArithmeticException or InvalidOperationException or KeyNotFoundException or NotSupportedException or ArrayTypeMismatchException;

    private Cell[] Link(ScriptUnit unit)
    {
        foreach (string request in unit.Requests)
            if (machine.Modules is not { } offered || !offered.Has(request))
                throw machine.ThrowReference(Messages.UnknownModule(request));
        var cells = new Cell[unit.ModuleCells.Length];
        machine.Meter.Allocate((long)MemoryCosts.Cell * cells.Length);
        for (int i = 0; i < cells.Length; i++)
        {
            var (specifier, name) = unit.ModuleCells[i];
            var value = specifier is null ? Value.Empty : Import(specifier, name);
            cells[i] = new Cell(value);
        }
        modules ??= new(ReferenceEqualityComparer.Instance);
        modules[unit] = cells;
        return cells;
    }

    private Value Import(string specifier, string name)
    {
        if (string.Equals(name, "*", StringComparison.Ordinal))
            return Value.Of(Namespace(specifier));
        if (!machine.Modules!.TryGetExport(machine, specifier, name, out var value))
            throw machine.ThrowSyntax(Messages.UnknownExport(specifier, name));
        return value;
    }

    private JsObject Namespace(string specifier)
    {
        var made = machine.NewObject(prototype: null);
        foreach (string name in machine.Modules!.ExportNames(specifier))
        {
            if (machine.Modules.TryGetExport(machine, specifier, name, out var value))
                made.AddOwn(machine, PropertyKey.From(machine.NewString(name)), value, PropertyFlags.Writable | PropertyFlags.Enumerable);
        }
        made.AddOwn(machine, WellKnown.ToStringTag, Value.String("Module"), PropertyFlags.None);
        made.SetIntegrity(machine, IntegrityLevel.Frozen);
        return made;
    }

    private void RequireIdle()
    {
        if (interpreter.Depth >= 0)
            Misused("the machine is running or suspended");
    }

    private void RequireSuspended()
    {
        if (!interpreter.IsSuspended)
            Misused("the machine is not suspended");
    }

    [DoesNotReturn]
    private static void Misused(string message) => throw new InvalidOperationException(message);
}
