using Chain.Script.Bytecode;
using Chain.Script.Errors;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>Calls, constructions and returns beyond their fast paths.</summary>
internal static class CallOps
{
    internal static void Call(Interpreter vm, Frame frame, int start, int count)
    {
        var function = frame.Stack[start - 2];
        if (!function.IsCallable)
            throw vm.Machine.ThrowType(CalleeNames.Of(frame) is { } name ? Messages.NotAFunction(name) : Messages.NotCallable);
        vm.Invoke(function, start, count, start - 2, FrameFlags.None);
    }

    /// <summary>
    /// Calls what a function like <c>call</c> calls, where the operands lie: behind the function comes its this, and behind that its arguments.
    /// </summary>
    internal static void Forward(Interpreter vm, Frame frame, NativeFunction native, int start, int count)
    {
        vm.Meter.Charge(native.Gas);
        int skipped = native.Forwards;
        var function = frame.Stack[start - 2 + skipped];
        if (!function.IsCallable)
            throw vm.Machine.ThrowType(Messages.NotCallable);
        vm.Invoke(function, start + skipped, count - skipped, start - 2, FrameFlags.None);
    }

    internal static void CallSpread(Interpreter vm, Frame frame)
    {
        int place = frame.Sp - 3;
        var function = frame.Stack[place];
        if (!function.IsCallable)
            throw vm.Machine.ThrowType(CalleeNames.Of(frame) is { } name ? Messages.NotAFunction(name) : Messages.NotCallable);
        vm.InvokeApart(function, frame.Stack[place + 1], Items(vm, frame.Top), place, FrameFlags.None);
    }

    internal static void New(Interpreter vm, Frame frame, int count)
    {
        int start = frame.Sp - count;
        var constructor = Constructor(vm, frame, frame.Stack[start - 1]);
        vm.InvokeNew(constructor, start, count, start - 1, constructor);
    }

    internal static void NewSpread(Interpreter vm, Frame frame)
    {
        int place = frame.Sp - 2;
        var constructor = Constructor(vm, frame, frame.Stack[place]);
        vm.InvokeNewApart(constructor, Items(vm, frame.Top), place, FrameFlags.None, constructor);
    }

    internal static void SuperCall(Interpreter vm, Frame frame, int count)
    {
        var newTarget = frame.Pop().AsObject;
        int start = frame.Sp - count;
        vm.InvokeNew(Parent(vm, frame.Stack[start - 1]), start, count, start - 1, newTarget);
    }

    internal static void SuperCallSpread(Interpreter vm, Frame frame)
    {
        var newTarget = frame.Pop().AsObject;
        int place = frame.Sp - 2;
        vm.InvokeNewApart(Parent(vm, frame.Stack[place]), Items(vm, frame.Top), place, FrameFlags.None, newTarget);
    }

    internal static void Return(Interpreter vm, Frame frame)
    {
        var value = frame.Top;
        if ((frame.Flags & FrameFlags.Generator) != 0)
        {
            GeneratorOps.Complete(vm, frame, value);
            return;
        }
        if ((frame.Flags & FrameFlags.Construct) != 0 && !value.IsObject)
            value = frame.This;
        vm.Leave(value);
    }

    internal static void ReturnDerived(Interpreter vm, Frame frame)
    {
        var self = frame.Top;
        var value = frame.Peek(1);
        if (value.IsObject)
            self = value;
        else if (!value.IsUndefined)
            throw RefusedReturn(vm, ErrorKind.TypeError, Messages.DerivedReturn);
        else if (self.IsEmpty)
            throw RefusedReturn(vm, ErrorKind.ReferenceError, Messages.ThisBeforeSuper);
        vm.Leave(self);
    }

    /// <summary>The error is the construction's, not the body's: its own handlers must not see it, so the frame goes first.</summary>
    private static ScriptThrow RefusedReturn(Interpreter vm, ErrorKind kind, string message)
    {
        vm.Meter.Charge(CoreGas.MakeError);
        var error = vm.Machine.NewError(kind, message);
        vm.Leave(Value.Undefined);
        return new ScriptThrow(Value.Of(error));
    }

    internal static ScriptThrow ThrowError(Machine machine, int error, Value text) => (RaisedError)error switch
    {
        RaisedError.ConstantAssignment => machine.ThrowType(Messages.ConstantAssignment(text.AsString.ToString())),
        RaisedError.DeleteSuper => machine.ThrowReference(Messages.DeleteSuper),
        RaisedError.IteratorHasNoThrow => machine.ThrowType(Messages.IteratorHasNoThrow),
        _ => machine.ThrowType(Messages.IteratorResult),
    };

    private static JsObject Constructor(Interpreter vm, Frame frame, Value value)
    {
        if (value.IsObject && value.AsObject.IsConstructor)
            return value.AsObject;
        throw vm.Machine.ThrowType(CalleeNames.Of(frame) is { } name ? Messages.NotAConstructor(name) : Messages.NotConstructor);
    }

    private static JsObject Parent(Interpreter vm, Value value) =>
        value.IsObject && value.AsObject.IsConstructor ? value.AsObject : throw vm.Machine.ThrowType(Messages.SuperNotConstructor);

    private static ReadOnlySpan<Value> Items(Interpreter vm, Value array)
    {
        // The array of a spread is the compiler's own: nobody else can change it.
        var items = ((JsArray)array.Ref!).Span;
        Interpreter.CheckArgumentCount(vm.Machine, items.Length);
        vm.Meter.Charge(items.Length / 2);
        return items;
    }
}
