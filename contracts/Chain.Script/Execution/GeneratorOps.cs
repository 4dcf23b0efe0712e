using Chain.Script.Errors;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>Generators: taking a frame off the stack at a <c>yield</c> and putting it back.</summary>
internal static class GeneratorOps
{
    internal static void InitialYield(Interpreter vm, Frame frame)
    {
        var machine = vm.Machine;
        var image = frame.Function.Image;
        machine.Meter.Allocate(MemoryCosts.Generator + MemoryCosts.OfSlots(image.FrameSlots));
        var prototype = Operations.PrototypeFrom(machine, frame.Function.Identity, Intrinsic.GeneratorPrototype);
        var generator = new JsGenerator(machine.RootShape(prototype), frame.Function, frame.This,
            image.KeepsArguments ? frame.AllArguments : [], new Value[image.FrameSlots]);
        Detach(frame, generator, GeneratorState.Start);
        vm.Leave(Value.Of(generator));
    }

    internal static void Yield(Interpreter vm, Frame frame)
    {
        var value = frame.Pop();
        vm.Meter.Charge(frame.Function.Image.FrameSlots / 8);
        Detach(frame, frame.Generator!, GeneratorState.Suspended);
        frame.Generator!.IsDelegating = false;
        vm.Leave(Operations.IteratorResult(vm.Machine, value, done: false));
    }

    internal static void YieldDelegate(Interpreter vm, Frame frame)
    {
        var result = frame.Pop();
        vm.Meter.Charge(frame.Function.Image.FrameSlots / 8);
        Detach(frame, frame.Generator!, GeneratorState.Suspended);
        frame.Generator!.IsDelegating = true;
        vm.Leave(result);
    }

    /// <summary>The generator's body has returned.</summary>
    internal static void Complete(Interpreter vm, Frame frame, Value value)
    {
        var result = Operations.IteratorResult(vm.Machine, value, done: true);
        frame.Generator!.State = GeneratorState.Completed;
        vm.Leave(result);
    }

    /// <summary>Goes on with a generator; the result of the step goes to the caller's place.</summary>
    internal static void Resume(Interpreter vm, JsGenerator generator, PendingKind kind, Value sent, int result, FrameFlags flags)
    {
        switch (generator.State)
        {
            case GeneratorState.Running:
                throw vm.Machine.ThrowType(Messages.GeneratorRunning);
            case GeneratorState.Start when kind != PendingKind.ResumeNext:
                generator.State = GeneratorState.Completed;
                break;
        }
        if (generator.State == GeneratorState.Completed)
        {
            if (kind == PendingKind.ResumeThrow)
                throw vm.Machine.Throw(sent);
            vm.Give(Operations.IteratorResult(vm.Machine, kind == PendingKind.ResumeReturn ? sent : Value.Undefined, done: true), result, flags);
            return;
        }
        bool begins = generator.State == GeneratorState.Start;
        var frame = vm.EnterGenerator(generator, result, flags);
        if (!begins)
            Receive(frame, kind, sent);
        if (kind == PendingKind.ResumeThrow && !IsDelegate(frame) && !vm.Unwind(sent, vm.Depth))
            throw vm.Machine.Throw(sent);
    }

    private static void Receive(Frame frame, PendingKind kind, Value sent)
    {
        // The words before the saved pc are the targets of the Yield or YieldDelegate that suspended it.
        var words = frame.Function.Image.Words;
        if (IsDelegate(frame))
        {
            int throwTarget = words[frame.Pc - 2];
            int returnTarget = words[frame.Pc - 1];
            frame.Push(sent);
            if (kind == PendingKind.ResumeThrow)
                frame.Pc = throwTarget;
            else if (kind == PendingKind.ResumeReturn)
                frame.Pc = returnTarget;
            return;
        }
        if (kind == PendingKind.ResumeThrow)
            return;
        int target = words[frame.Pc - 1];
        frame.Push(sent);
        if (kind == PendingKind.ResumeReturn)
            frame.Pc = target;
    }

    private static bool IsDelegate(Frame frame) => frame.Generator!.IsDelegating;

    private static void Detach(Frame frame, JsGenerator generator, GeneratorState state)
    {
        int count = frame.Sp - frame.Base;
        frame.Stack.AsSpan(frame.Base, count).CopyTo(generator.Saved);
        generator.SavedCount = count;
        generator.Pc = frame.Pc;
        generator.State = state;
    }
}
