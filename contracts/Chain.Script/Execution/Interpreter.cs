using Chain.Script.Bytecode;
using Chain.Script.Errors;
using Chain.Script.Hosting;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// The frames and the stack of a machine: entering and leaving functions, unwinding, and the ways between C# and script.
/// </summary>
/// <remarks>
/// The stack is a list of segments that never move: a frame that does not fit goes to the next segment with its arguments. So the loop
/// may hold references into it across everything it calls. A native that calls script enters the loop again, counted; everything else
/// (calls, getters, generators, tail calls of natives) pushes frames in the same loop.
/// </remarks>
internal sealed class Interpreter
{
    private const int FirstSegment = 40;
    private const int SecondSegment = 2048;

    internal readonly Machine Machine;
    internal readonly Meter Meter;
    internal readonly IObserver? Observer;
    internal Frame[] Frames = new Frame[4];

    /// <summary>The running frame; −1 when none is.</summary>
    internal int Depth = -1;

    /// <summary>The result of a loop that was left through an entry frame.</summary>
    internal Value Returned;

    /// <summary>Whether <see cref="Returned"/> is an exception that nobody caught.</summary>
    internal bool HasThrown;

    /// <summary>How many natives are waiting for script that they called.</summary>
    internal int NativeDepth;

    private readonly List<Value[]> segments = [];
    private Dictionary<CodeImage, InlineCache[]>? caches;
    private Dictionary<ScriptUnit, Shape?[]>? templates;
    private FunctionCode? thrownCode;
    private int thrownWord;

    internal Interpreter(Machine machine, IObserver? observer)
    {
        Machine = machine;
        Meter = machine.Meter;
        Observer = observer;
        Entry = new EntryPoint(machine, this);
    }

    internal EntryPoint Entry { get; }

    /// <summary>The shared module that this machine runs.</summary>
    internal AdoptedModule? Adopted { get; set; }

    internal PendingCall Pending { get; } = new();

    /// <summary>What the host is asked, and on whose behalf the loop was left.</summary>
    internal object? SuspendRequest { get; private set; }

    internal bool IsSuspended { get; set; }

    /// <summary>Where the last exception that nobody caught was thrown.</summary>
    internal ScriptPosition ThrownPosition => ScriptPosition.Of(thrownCode, thrownWord);

    internal Frame Top => Frames[Depth];

    internal static void CheckArgumentCount(Machine machine, int count)
    {
        if (count > ScriptLimits.ListItemsMax)
            throw machine.ThrowRange(Messages.TooManyArguments);
    }

    // ------------------------------------------------------------------ frames

    /// <summary>
    /// Enters a function whose this and arguments lie on the running frame's segment, this at <paramref name="start"/> − 1.
    /// </summary>
    internal void Enter(ScriptFunction function, Value[] stack, int segment, int start, int count, int result, FrameFlags flags, JsObject? newTarget)
    {
        if (function.Shared is { } shared)
            function = OwnOf(shared);
        var image = function.Image;
        int inUse = Admit(image);
        var all = image.KeepsArguments ? KeepArguments(stack.AsSpan(start, count)) : null;
        if (count > image.Code.ParameterCount)
            count = image.Code.ParameterCount;
        if (start + image.FrameSlots > stack.Length)
        {
            segment++;
            var next = Segment(segment, image.FrameSlots + 1);
            Array.Copy(stack, start - 1, next, 0, count + 1);
            stack = next;
            start = 1;
        }
        Push(function, stack, segment, start, count, all, result, flags, newTarget, inUse);
    }

    /// <summary>Enters a function with arguments from elsewhere.</summary>
    internal void Enter(ScriptFunction function, Value thisValue, ReadOnlySpan<Value> arguments, int result, FrameFlags flags, JsObject? newTarget)
    {
        if (function.Shared is { } shared)
            function = OwnOf(shared);
        var image = function.Image;
        int inUse = Admit(image);
        var all = image.KeepsArguments ? KeepArguments(arguments) : null;
        var used = arguments[..Math.Min(arguments.Length, image.Code.ParameterCount)];
        var (stack, segment, start) = Room(image.FrameSlots + 1);
        stack[start] = thisValue;
        used.CopyTo(stack.AsSpan(start + 1));
        Push(function, stack, segment, start + 1, used.Length, all, result, flags, newTarget, inUse);
    }

    /// <summary>What stands in for a shared function in this machine.</summary>
    private ScriptFunction OwnOf(SharedFunction shared)
    {
        Invariant.Holds(Adopted is not null);
        return Adopted.OwnOf(shared);
    }

    /// <summary>Charges a call and checks the depth; the slots of all frames with the new one.</summary>
    private int Admit(CodeImage image)
    {
        Meter.Charge(image.CallGas);
        int slots = image.FrameSlots + (Depth >= 0 ? Frames[Depth].SlotsInUse : 0);
        if (Depth + 1 >= ScriptLimits.CallDepthMax || slots > ScriptLimits.StackValuesMax)
            throw new Halt(HaltReason.TooDeep);
        return slots;
    }

    private void Push(ScriptFunction function, Value[] stack, int segment, int start, int count, Value[]? all, int result, FrameFlags flags, JsObject? newTarget, int inUse)
    {
        var image = function.Image;
        int locals = image.Code.LocalCount;
        if (count < locals)
            stack.AsSpan(start + count, locals - count).Fill(Value.Undefined);
        var frame = NextFrame();
        if (!ReferenceEquals(frame.Function, function))
            frame.Function = function;
        if (!ReferenceEquals(frame.Stack, stack))
            frame.Stack = stack;
        if (all is not null)
            frame.AllArguments = all;
        frame.Segment = segment;
        frame.Base = start;
        frame.Pc = 0;
        frame.Sp = start + locals;
        frame.Limit = start + image.FrameSlots;
        frame.Result = result;
        frame.SlotsInUse = inUse;
        frame.Flags = flags;
        frame.NewTarget = newTarget;
        if (Observer is not null)
            Observer.OnEnter(View(frame, 0));
    }

    /// <summary>Puts a generator's frame back on the stack.</summary>
    internal Frame EnterGenerator(JsGenerator generator, int result, FrameFlags flags)
    {
        var image = generator.Function.Image;
        int inUse = Admit(image);
        var (stack, segment, start) = Room(image.FrameSlots + 1);
        stack[start] = generator.This;
        start++;
        generator.Saved.AsSpan(0, generator.SavedCount).CopyTo(stack.AsSpan(start));
        var frame = NextFrame();
        frame.Function = generator.Function;
        frame.Stack = stack;
        frame.AllArguments = generator.ExtraArguments;
        frame.Segment = segment;
        frame.Base = start;
        frame.Pc = generator.Pc;
        frame.Sp = start + generator.SavedCount;
        frame.Limit = start + image.FrameSlots;
        frame.Result = result;
        frame.SlotsInUse = inUse;
        frame.Flags = flags | FrameFlags.Generator;
        frame.NewTarget = null;
        frame.Generator = generator;
        generator.State = GeneratorState.Running;
        if (Observer is not null)
            Observer.OnEnter(View(frame, frame.Pc));
        return frame;
    }

    /// <summary>Takes the running frame off and gives a result to its caller; true when the loop must be left.</summary>
    internal bool Leave(Value value)
    {
        var frame = Frames[Depth];
        if (Observer is not null)
            Observer.OnLeave(View(frame, frame.Pc - 1));
        Depth--;
        Give(value, frame.Result, frame.Flags);
        return (frame.Flags & FrameFlags.Entry) != 0;
    }

    /// <summary>Puts a result where the caller of a call wants it.</summary>
    internal void Give(Value value, int result, FrameFlags flags)
    {
        if ((flags & FrameFlags.Entry) != 0)
        {
            Returned = value;
            return;
        }
        var caller = Frames[Depth];
        if ((flags & FrameFlags.Discard) != 0)
        {
            caller.Sp = result;
            return;
        }
        caller.Stack[result] = value;
        caller.Sp = result + ((flags & FrameFlags.KeepReceiver) != 0 ? 2 : 1);
    }

    /// <summary>
    /// Finds the handler of an exception among the frames from <paramref name="entry"/> up; frames without one are taken off. False when
    /// there is none: all frames of this entry are gone.
    /// </summary>
    internal bool Unwind(Value value, int entry, bool isUnderWay = false)
    {
        if (!isUnderWay)
            (thrownCode, thrownWord) = AuthorPlace();
        while (Depth >= entry)
        {
            var frame = Frames[Depth];
            if (frame.Function.Code.Handlers.TryFind(frame.Pc - 1, out var range))
            {
                frame.Pc = range.Target;
                frame.Sp = frame.Base + frame.Function.Code.LocalCount + range.Depth;
                frame.Push(value);
                return true;
            }
            Meter.Charge(CoreGas.UnwindFrame);
            if ((frame.Flags & FrameFlags.Generator) != 0)
                frame.Generator!.State = GeneratorState.Completed;
            if (Observer is not null)
                Observer.OnLeave(View(frame, frame.Pc - 1));
            Depth--;
        }
        return false;
    }

    /// <summary>The instruction of the author's code that runs: frames of the engine's own code are passed over.</summary>
    internal (FunctionCode? Code, int Word) AuthorPlace()
    {
        for (int at = Depth; at >= 0; at--)
        {
            var code = Frames[at].Function.Code;
            if (!code.Has(FunctionFlags.SelfHosted))
                return (code, Frames[at].Pc - 1);
        }
        return (null, 0);
    }

    internal FrameView View(Frame frame, int word) =>
        new(frame.Function.Code, word, Depth + 1, frame.This, frame.Stack.AsSpan(frame.Base, frame.Function.Code.LocalCount));

    /// <summary>The shape of an object literal with fixed names.</summary>
    internal Shape TemplateShape(CodeImage image, int template)
    {
        var unit = image.Code.Unit;
        templates ??= new(ReferenceEqualityComparer.Instance);
        if (!templates.TryGetValue(unit, out var shapes))
            templates.Add(unit, shapes = new Shape?[unit.Templates.Length]);
        if (shapes[template] is { } known)
            return known;
        var shape = Machine.RootShape(Intrinsic.ObjectPrototype);
        foreach (int name in unit.Templates[template])
            shape = shape.Add(Meter, image.Keys[name], PropertyFlags.All);
        return shapes[template] = shape;
    }

    /// <summary>Tells the observer that an instruction begins.</summary>
    internal void Watch(Frame frame, int pc)
    {
        if (StatementMarks.IsStatement(frame.Function.Code, pc))
            Observer!.OnStatement(View(frame, pc));
    }

    /// <summary>The inline caches of a function's code in this machine.</summary>
    internal InlineCache[] CachesOf(CodeImage image)
    {
        caches ??= new(ReferenceEqualityComparer.Instance);
        if (!caches.TryGetValue(image, out var known))
            caches.Add(image, known = new InlineCache[image.Code.CacheCount]);
        return known;
    }

    /// <summary>After a halt or a fault: no frame is left.</summary>
    internal void Reset()
    {
        Depth = -1;
        NativeDepth = 0;
        IsSuspended = false;
    }

    // ------------------------------------------------------------------ calls of anything

    /// <summary>
    /// Calls a value whose this and arguments lie on the running frame's segment. Either the result is where it belongs, or a frame was
    /// entered, or the run is suspended.
    /// </summary>
    internal void Invoke(Value function, int start, int count, int result, FrameFlags flags)
    {
        var frame = Frames[Depth];
        if (function.Ref is ScriptFunction script && !script.Image.IsClass)
        {
            Enter(script, frame.Stack, frame.Segment, start, count, result, flags, null);
            return;
        }
        if (function.Ref is NativeFunction native)
        {
            Meter.Charge(native.Gas);
            Finish(native.Code(Machine, new Arguments(frame.Stack[start - 1], frame.Stack.AsSpan(start, count), null, native)), result, flags);
            return;
        }
        InvokeApart(function, frame.Stack[start - 1], frame.Stack.AsSpan(start, count), result, flags);
    }

    /// <summary>Calls a value with arguments from elsewhere; those must not change while a native reads them.</summary>
    internal void InvokeApart(Value function, Value thisValue, ReadOnlySpan<Value> arguments, int result, FrameFlags flags)
    {
        if (CallApart(function, thisValue, arguments, result, flags, out var value))
            Finish(value, result, flags);
    }

    /// <summary>Enters a function of the source, which is false, or runs a native one, which is true with what it gave.</summary>
    private bool CallApart(Value function, Value thisValue, ReadOnlySpan<Value> arguments, int result, FrameFlags flags, out Value value)
    {
        while (function.Ref is BoundFunction bound)
        {
            thisValue = bound.BoundThis;
            arguments = Joined(bound, arguments);
            function = Value.Of(bound.Target);
        }
        value = Value.Undefined;
        switch (function.Ref)
        {
            case ScriptFunction script:
                if (script.Image.IsClass)
                    throw Machine.ThrowType(Messages.ClassWithoutNew);
                Enter(script, thisValue, arguments, result, flags, null);
                return false;
            case NativeFunction native:
                Meter.Charge(native.Gas);
                value = native.Code(Machine, new Arguments(thisValue, arguments, null, native));
                return true;
            default:
                throw Machine.ThrowType(Messages.NotCallable);
        }
    }

    /// <summary>Constructs with arguments on the running frame's segment; the place before them becomes this.</summary>
    internal void InvokeNew(JsObject constructor, int start, int count, int result, JsObject newTarget)
    {
        var frame = Frames[Depth];
        if (constructor is ScriptFunction script)
        {
            frame.Stack[start - 1] = script.Image.IsDerived ? Value.Empty : Value.Of(MakeThis(newTarget));
            Enter(script, frame.Stack, frame.Segment, start, count, result, script.Image.IsDerived ? FrameFlags.None : FrameFlags.Construct, newTarget);
            return;
        }
        InvokeNewApart(constructor, frame.Stack.AsSpan(start, count), result, FrameFlags.None, newTarget);
    }

    /// <summary>Constructs with arguments from elsewhere.</summary>
    internal void InvokeNewApart(JsObject constructor, ReadOnlySpan<Value> arguments, int result, FrameFlags flags, JsObject newTarget)
    {
        while (constructor is BoundFunction bound)
        {
            arguments = Joined(bound, arguments);
            if (ReferenceEquals(newTarget, constructor))
                newTarget = bound.Target;
            constructor = bound.Target;
        }
        if (constructor is ScriptFunction script)
        {
            var self = script.Image.IsDerived ? Value.Empty : Value.Of(MakeThis(newTarget));
            Enter(script, self, arguments, result, script.Image.IsDerived ? flags : flags | FrameFlags.Construct, newTarget);
            return;
        }
        var native = (NativeFunction)constructor;
        Meter.Charge(native.Gas);
        Finish(native.Code(Machine, new Arguments(Value.Undefined, arguments, newTarget, native)), result, flags);
    }

    /// <summary>Takes what a native returned: a value, or the mark of something still to be done in its place.</summary>
    internal void Finish(Value value, int result, FrameFlags flags)
    {
        // A loop, not a recursion: a native may ask for a native that asks for a native (apply of apply of apply …) as often as a script likes.
        while (ReferenceEquals(value.Ref, PendingCall.Mark))
        {
            if (Pending.Kind != PendingKind.Call)
            {
                FinishOther(result, flags);
                return;
            }
            var function = Pending.Function;
            if (!function.IsCallable)
                throw Machine.ThrowType(Messages.NotCallable);
            if (!CallApart(function, Pending.This, TakeArguments(function), result, flags, out value))
                return;
        }
        Give(value, result, flags);
    }

    private void FinishOther(int result, FrameFlags flags)
    {
        switch (Pending.Kind)
        {
            case PendingKind.Construct:
                InvokeNewApart(Pending.Function.AsObject, TakeArguments(Pending.Function), result, flags, Pending.NewTarget!);
                break;
            case PendingKind.Suspend:
                if ((flags & FrameFlags.Entry) != 0)
                    throw Machine.ThrowType(Messages.SuspendNested);
                Frames[Depth].Sp = result;
                suspendedFlags = flags;
                IsSuspended = true;
                break;
            default:
                GeneratorOps.Resume(this, (JsGenerator)Pending.Function.AsObject, Pending.Kind, Pending.Arguments[0], result, flags);
                break;
        }
    }

    private FrameFlags suspendedFlags;

    /// <summary>Gives the result of the host to the frame that waits for it.</summary>
    internal void GiveSuspended(Value value)
    {
        IsSuspended = false;
        SuspendRequest = null;
        Give(value, Frames[Depth].Sp, suspendedFlags);
    }

    internal Value Suspend(object request)
    {
        if (NativeDepth > 0)
            throw Machine.ThrowType(Messages.SuspendNested);
        SuspendRequest = request;
        return Pending.SetSuspend();
    }

    // ------------------------------------------------------------------ calls from C#

    internal Value CallFromNative(Value function, Value thisValue, ReadOnlySpan<Value> arguments)
    {
        if (!function.IsCallable)
            throw Machine.ThrowType(Messages.NotCallable);
        int entry = BeginNested();
        if (function.Ref is NativeFunction native)
        {
            Meter.Charge(native.Gas);
            Finish(native.Code(Machine, new Arguments(thisValue, arguments, null, native)), 0, FrameFlags.Entry);
        }
        else
        {
            InvokeApart(function, thisValue, arguments, 0, FrameFlags.Entry);
        }
        return EndNested(entry);
    }

    internal JsObject ConstructFromNative(JsObject constructor, ReadOnlySpan<Value> arguments, JsObject newTarget)
    {
        int entry = BeginNested();
        InvokeNewApart(constructor, arguments, 0, FrameFlags.Entry, newTarget);
        return EndNested(entry).AsObject;
    }

    private int BeginNested()
    {
        Meter.Charge(CoreGas.NativeReentry);
        if (++NativeDepth > ScriptLimits.NativeDepthMax)
            throw new Halt(HaltReason.TooDeep);
        return Depth + 1;
    }

    /// <summary>Runs what was begun and gives its result; a script exception that nobody in it caught goes on as a C# one.</summary>
    private Value EndNested(int entry)
    {
        Run(entry);
        NativeDepth--;
        if (!HasThrown)
            return Returned;
        HasThrown = false;
        Meter.Charge(CoreGas.MakeError);
        throw new ScriptThrow(Returned) { IsUnderWay = true };
    }

    /// <summary>Runs until the frame at <paramref name="entry"/> is left. The one place where script exceptions of C# are caught.</summary>
    internal void Run(int entry)
    {
        int native = NativeDepth;
        while (Depth >= entry)
        {
            try
            {
                if (Observer is null)
                    Loop.Execute<Unobserved>(this, entry);
                else
                    Loop.Execute<Observed>(this, entry);
                return;
            }
            catch (ScriptThrow thrown)
            {
                NativeDepth = native;
                if (Unwind(thrown.Value, entry, thrown.IsUnderWay))
                    continue;
                HasThrown = true;
                Returned = thrown.Value;
                return;
            }
        }
    }

    // ------------------------------------------------------------------ parts

    private JsObject MakeThis(JsObject newTarget)
    {
        Meter.Allocate(MemoryCosts.Object);
        return new JsObject(Operations.ShapeFrom(Machine, newTarget, Intrinsic.ObjectPrototype));
    }

    private ReadOnlySpan<Value> TakeArguments(Value function) =>
        // A native may set another pending call while it still reads its arguments.
        function.Ref is ScriptFunction ? Pending.Arguments : Pending.Arguments.ToArray();

    private Value[] Joined(BoundFunction bound, ReadOnlySpan<Value> arguments)
    {
        int count = bound.BoundArguments.Length + arguments.Length;
        CheckArgumentCount(Machine, count);
        Meter.Charge(CoreGas.Call + count);
        var joined = new Value[count];
        bound.BoundArguments.CopyTo(joined, 0);
        arguments.CopyTo(joined.AsSpan(bound.BoundArguments.Length));
        return joined;
    }

    private Value[] KeepArguments(ReadOnlySpan<Value> arguments)
    {
        Meter.Allocate(MemoryCosts.OfSlots(arguments.Length));
        return arguments.ToArray();
    }

    private Frame NextFrame()
    {
        Depth++;
        if (Depth == Frames.Length)
            Array.Resize(ref Frames, Frames.Length * 2);
        return Frames[Depth] ??= new Frame();
    }

    /// <summary>Free stack behind the running frame.</summary>
    private (Value[] Stack, int Segment, int Start) Room(int count)
    {
        if (Depth < 0)
            return (Segment(0, count), 0, 0);
        var frame = Frames[Depth];
        if (frame.Limit + count <= frame.Stack.Length)
            return (frame.Stack, frame.Segment, frame.Limit);
        return (Segment(frame.Segment + 1, count), frame.Segment + 1, 0);
    }

    private Value[] Segment(int number, int count)
    {
        if (number == segments.Count)
            segments.Add(new Value[Math.Max(count, number == 0 ? FirstSegment : SecondSegment << Math.Min(number - 1, 6))]);
        if (segments[number].Length < count)
            segments[number] = new Value[count];
        return segments[number];
    }
}
