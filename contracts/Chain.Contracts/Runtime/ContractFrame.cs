using System.Buffers;
using Chain.Primitives;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>
/// One contract at work: a machine of its own, the module evaluated in it, the contract object, and the method. It is asked to go on phase by
/// phase; in each the machine may suspend, and then a callee's frame runs before it goes on.
/// </summary>
internal sealed class ContractFrame(ContractSession session, FrameStart start)
{
    private static readonly PropertyKey InitName = PropertyKey.From("init");
    private static readonly PropertyKey MigrateName = PropertyKey.From("migrate");

    private FramePhase phase = FramePhase.Evaluate;
    private Value[] arguments = [];
    private Value function;
    private ContractObject? instance;

    internal ContractSession Session => session;

    internal FrameStart Start => start;

    internal Address Self => start.Contract;

    internal LoadedContract Code => start.Code;

    /// <summary>Whether it may only read.</summary>
    internal bool IsView => start.IsView;

    /// <summary>Whether the method runs, so that the chain's functions work.</summary>
    internal bool IsRunning => phase == FramePhase.Running;

    internal bool IsFinished => phase == FramePhase.Finished;

    /// <summary>What a failure of this frame undoes.</summary>
    internal FrameMark Mark { get; set; }

    /// <summary>Where the call is told in the receipt; −1 when it is not.</summary>
    internal int CallIndex { get; set; } = -1;

    internal Machine Machine { get; private set; } = null!;

    /// <summary>What the method returned, in bytes of the type that it declares.</summary>
    internal byte[] ReturnedBytes { get; private set; } = [];

    /// <summary>Room to encode in: <see cref="ContractSession.Buffer"/>.</summary>
    internal ArrayBufferWriter<byte> Buffer => session.Buffer;

    /// <summary>Gets the machine. Its gas and memory are the most that the frame may use.</summary>
    internal void Prepare(long gas, long memory) => Machine = new Machine(new MachineOptions
    {
        GasLimit = gas,
        MemoryLimit = memory,
        Modules = ChainModule.Instance,
        Globals = session.Options.AllowConsole ? ChainModule.ConsoleGlobals : null,
        Host = this,
        Observer = session.Options.Observe?.Invoke(Self, Code.Code),
    });

    /// <summary>Does the next phase; <paramref name="value"/> is what the last one gave.</summary>
    internal RunResult Advance(Value value)
    {
        switch (phase)
        {
            case FramePhase.Evaluate:
                phase = FramePhase.Construct;
                return Code.Instance is { } shared ? Machine.Adopt(shared) : Machine.Run(Code.Code.Unit);
            case FramePhase.Construct:
                phase = FramePhase.Prepare;
                Machine.TryGetExport(Code.Code.Unit, "default", out Value contract);
                return Machine.Construct(contract);
            case FramePhase.Prepare:
                phase = FramePhase.Invoke;
                instance = (ContractObject)value.AsObject;
                return Machine.Do(this, static (machine, frame) => frame.MakeArguments(machine));
            case FramePhase.Invoke:
                phase = FramePhase.Running;
                return start.Method is null ? Machine.Do(0, static (_, _) => Value.Undefined) : Machine.Call(function, Value.Of(instance!), arguments);
            default:
                phase = FramePhase.Finished;
                return start.Method?.Returns is null ? Machine.Do(0, static (_, _) => Value.Undefined) : Machine.Do((Frame: this, Value: value), static (_, state) => state.Frame.TakeReturned(state.Value));
        }
    }

    /// <summary>Throws outside of the method, and in a view.</summary>
    internal void RequireWritable(Machine machine)
    {
        RequireRunning(machine);
        if (IsView)
            throw HostErrors.New(machine, FailureCodes.ViewWrites, "a view changes nothing");
    }

    /// <summary>Throws outside of the method: nothing of the chain is to be had while the module is evaluated.</summary>
    internal void RequireRunning(Machine machine)
    {
        if (phase != FramePhase.Running)
            throw HostErrors.New(machine, ErrorKind.TypeError, "the chain is there for methods only, not while the module is evaluated");
    }

    /// <summary>A reader into <see cref="Buffer"/>, which is empty then.</summary>
    internal ValueReader NewReader(LoadedContract of)
    {
        Buffer.ResetWrittenCount();
        return new ValueReader(Machine, session.Addresses, of, Buffer);
    }

    internal ValueMaker NewMaker(LoadedContract of) => new(Machine, session.Addresses, of);

    /// <summary>The contract object of this frame.</summary>
    internal ContractObject NewInstance(Machine machine, JsObject? prototype) => new(machine, prototype, this);

    private Value MakeArguments(Machine machine)
    {
        instance!.Close();
        if (start.Method is not { } method)
            return Value.Undefined;
        PropertyKey key = start.Kind switch
        {
            FrameKind.Init => InitName,
            FrameKind.Migrate => MigrateName,
            _ => PropertyKey.From(method.Name),
        };
        function = Operations.Get(machine, Value.Of(instance), key);
        ValueMaker maker = NewMaker(Code);
        int first = start.From.IsDefault ? 0 : 1;
        arguments = new Value[first + method.Arguments.Length];
        if (first == 1)
            arguments[0] = MakeFrom(machine);
        var from = new AbiReader(start.Arguments.Span);
        for (int i = 0; i < method.Arguments.Length; i++)
            arguments[first + i] = maker.Make(method.Arguments[i].Type, ref from);
        return Value.Undefined;
    }

    /// <summary>The old plain fields, as <c>migrate</c> gets them.</summary>
    private Value MakeFrom(Machine machine)
    {
        LoadedContract old = start.OldCode!;
        ValueMaker maker = NewMaker(old);
        var layout = HostLayout.OfNames([.. start.From.Select(field => field.Field.Name)]);
        var values = new Value[start.From.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = maker.Make(start.From[i].Field.Type, start.From[i].Value.Span);
        return HostValues.FrozenObject(machine, layout, values);
    }

    private Value TakeReturned(Value value)
    {
        AbiType type = start.Method!.Returns!;
        ValueReader reader = NewReader(Code);
        if (!reader.Read(type, value))
            throw HostErrors.New(Machine, FailureCodes.BadReturn, $"what '{start.Method.Name}' returns: {reader.Fault}");
        if (Buffer.WrittenCount > Types.ProtocolLimits.ReturnValueBytesMax)
            throw HostErrors.New(Machine, FailureCodes.BadReturn, $"'{start.Method.Name}' returns more than {Types.ProtocolLimits.ReturnValueBytesMax} bytes");
        ReturnedBytes = Buffer.WrittenSpan.ToArray();
        return Value.Undefined;
    }
}
