using Chain.Script.Builtins;
using Chain.Script.Errors;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>The steps of iteration. A record takes three slots: the iterator, its <c>next</c>, and whether it needs no closing.</summary>
internal static class IterationOps
{
    internal static void Method(Interpreter vm, Frame frame)
    {
        var target = frame.Top;
        if (target.IsNullish)
            throw vm.Machine.ThrowType(Messages.NotIterable);
        frame.Push(target);
        PropertyOps.Get(vm, frame, target, WellKnown.Iterator, -1, frame.Sp - 1, FrameFlags.None);
    }

    internal static void Call(Interpreter vm, Frame frame)
    {
        var method = frame.Top;
        if (!method.IsCallable)
            throw vm.Machine.ThrowType(Messages.NotIterable);
        vm.Invoke(method, frame.Sp - 1, 0, frame.Sp - 2, FrameFlags.None);
    }

    internal static void NextMethod(Interpreter vm, Frame frame)
    {
        var iterator = frame.Top;
        if (!iterator.IsObject)
            throw vm.Machine.ThrowType(Messages.IteratorNotObject);
        frame.Push(iterator);
        PropertyOps.Get(vm, frame, iterator, WellKnown.Next, -1, frame.Sp - 1, FrameFlags.None);
    }

    internal static void Next(Interpreter vm, Frame frame, int record, int valueTarget, int doneTarget)
    {
        ref var iterator = ref frame.Stack[frame.Base + record];
        ref var next = ref frame.Stack[frame.Base + record + 1];
        ref var closed = ref frame.Stack[frame.Base + record + 2];
        if (closed.IsTrue)
        {
            frame.Pc = doneTarget;
            return;
        }
        closed = Value.True;
        if (iterator.Ref is BuiltinIterator builtin && ReferenceEquals(next.Ref, vm.Machine.Realm.Get(builtin.Next)))
        {
            vm.Meter.Charge(((NativeFunction)next.Ref!).Gas);
            if (!builtin.Step(vm.Machine, out var value))
            {
                frame.Pc = doneTarget;
                return;
            }
            closed = Value.False;
            frame.Push(value);
            frame.Pc = valueTarget;
            return;
        }
        int place = frame.Sp;
        frame.Push(iterator);
        vm.Invoke(RequireCallable(vm, next), place + 1, 0, place, FrameFlags.None);
    }

    internal static void Done(Interpreter vm, Frame frame)
    {
        var result = frame.Top;
        if (!result.IsObject)
            throw vm.Machine.ThrowType(Messages.IteratorResult);
        frame.Push(result);
        PropertyOps.Get(vm, frame, result, WellKnown.Done, -1, frame.Sp - 1, FrameFlags.None);
    }

    internal static void CallNext(Interpreter vm, Frame frame, int record)
    {
        int place = frame.Sp - 1;
        frame.Push(frame.Top);
        frame.Stack[place] = frame.Stack[frame.Base + record];
        vm.Invoke(RequireCallable(vm, frame.Stack[frame.Base + record + 1]), place + 1, 1, place, FrameFlags.None);
    }

    internal static void Get(Interpreter vm, Frame frame, int record, PropertyKey key)
    {
        var iterator = frame.Stack[frame.Base + record];
        frame.Push(iterator);
        PropertyOps.Get(vm, frame, iterator, key, -1, frame.Sp - 1, FrameFlags.None);
    }

    internal static void Close(Interpreter vm, Frame frame, int record, int target)
    {
        var method = frame.Top;
        if (method.IsNullish)
        {
            frame.Sp--;
            frame.Pc = target;
            return;
        }
        frame.Top = frame.Stack[frame.Base + record];
        vm.Invoke(RequireCallable(vm, method), frame.Sp, 0, frame.Sp - 1, FrameFlags.None);
    }

    internal static void CallMethod(Interpreter vm, Frame frame, int record)
    {
        var method = frame.Top;
        frame.Top = frame.Peek(1);
        frame.Peek(1) = frame.Stack[frame.Base + record];
        vm.Invoke(RequireCallable(vm, method), frame.Sp - 1, 1, frame.Sp - 2, FrameFlags.None);
    }

    internal static void ForInStart(Interpreter vm, Frame frame, int slot)
    {
        var target = frame.Pop();
        frame.Stack[frame.Base + slot] = Value.Heap(ForInEnumerator.Create(vm.Machine, target));
    }

    internal static void ForInNext(Interpreter vm, Frame frame, int slot, int target)
    {
        var enumerator = (ForInEnumerator)frame.Stack[frame.Base + slot].Ref!;
        if (enumerator.TryNext(vm.Machine, out var key))
            frame.Push(key);
        else
            frame.Pc = target;
    }

    private static Value RequireCallable(Interpreter vm, Value method) =>
        method.IsCallable ? method : throw vm.Machine.ThrowType(Messages.NotCallable);
}
