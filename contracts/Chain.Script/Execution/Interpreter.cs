using Chain.Script.Bytecode;
using Chain.Script.Errors;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Script.Execution;

internal sealed class Interpreter
{
    internal Interpreter(Machine machine, IObserver? observer)
    {
        Machine = machine;
        _ = observer;
        Entry = new EntryPoint(machine, this);
    }

    internal Machine Machine { get; }

    internal EntryPoint Entry { get; }

    internal PendingCall Pending { get; } = new();

    internal static void CheckArgumentCount(Machine machine, int count)
    {
        if (count > ScriptLimits.ListItemsMax)
            throw machine.ThrowRange(Messages.TooManyArguments);
    }

    internal Value Suspend(object request) => throw Invariant.Unreachable();

    internal (FunctionCode? Code, int Word) AuthorPlace() => (null, 0);

    internal Value CallFromNative(Value function, Value thisValue, ReadOnlySpan<Value> arguments)
    {
        if (!function.IsCallable)
            throw Machine.ThrowType(Messages.NotCallable);
        if (function.Ref is NativeFunction native)
        {
            Machine.Meter.Charge(native.Gas);
            return native.Code(Machine, new Arguments(thisValue, arguments, null, native));
        }
        throw Invariant.Unreachable();
    }

    internal JsObject ConstructFromNative(JsObject constructor, ReadOnlySpan<Value> arguments, JsObject newTarget)
    {
        if (constructor is NativeFunction native)
        {
            Machine.Meter.Charge(native.Gas);
            return native.Code(Machine, new Arguments(Value.Undefined, arguments, newTarget, native)).AsObject;
        }
        throw Invariant.Unreachable();
    }
}
