using System.Diagnostics.CodeAnalysis;
using Chain.Script.Bytecode;
using Chain.Script.Errors;
using Chain.Script.Hosting;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>
/// One run environment: a meter, a realm, and whatever scripts make. It is used by one thread at a time and thrown away afterwards;
/// nothing of it is reachable from the realm or from compiled code, so the next machine knows nothing of this one.
/// </summary>
public sealed class Machine
{
    private readonly Interpreter interpreter;
    private readonly ShapeRoots roots;
    private Dictionary<string, JsSymbol>? symbolRegistry;

    /// <summary>A machine; making one allocates next to nothing.</summary>
    public Machine(MachineOptions options)
    {
        Meter = new Meter(options.GasLimit, options.MemoryLimit);
        Realm = options.Realm ?? Realm.Shared;
        Globals = options.Globals;
        Modules = options.Modules;
        Host = options.Host;
        roots = new ShapeRoots(this);
        interpreter = new Interpreter(this, options.Observer);
    }

    /// <summary>Its gas and memory.</summary>
    public Meter Meter { get; }

    /// <summary>Its intrinsics.</summary>
    public Realm Realm { get; }

    /// <summary>What the host gave to the machine for its own functions.</summary>
    public object? Host { get; }

    /// <summary>What inline caches that look beyond the receiver compare: it moves when an object that is somebody's prototype changes.</summary>
    internal int PrototypeEpoch { get; private set; }

    internal IReadOnlyDictionary<string, Value>? Globals { get; }

    internal IHostModules? Modules { get; }

    internal Interpreter Interpreter => interpreter;

    // ------------------------------------------------------------------ for hosts

    /// <summary>Runs a unit: a script gives its completion value; a module is linked and evaluated, and its exports are there afterwards.</summary>
    public RunResult Run(ScriptUnit unit) => interpreter.Entry.Run(unit);

    /// <summary>
    /// Takes a module that was evaluated before, for what evaluating it costs: its exports are there afterwards. A machine adopts one module at most.
    /// </summary>
    public RunResult Adopt(SharedModule module) => interpreter.Entry.Adopt(module);

    /// <summary>Calls a function.</summary>
    public RunResult Call(Value function, Value thisValue, params ReadOnlySpan<Value> arguments) => interpreter.Entry.Call(function, thisValue, arguments);

    /// <summary>Goes on with a suspended run; the host function that suspended it gives <paramref name="value"/>.</summary>
    public RunResult Resume(Value value) => interpreter.Entry.Resume(value);

    /// <summary>Goes on with a suspended run; the host function that suspended it throws an error of a name and message.</summary>
    public RunResult ResumeThrow(Value error) => interpreter.Entry.ResumeThrow(error);

    /// <summary>
    /// Goes on with a suspended run; what the function that suspended it gives is made by <paramref name="answer"/> on this machine, charged and
    /// within its limits. A script exception from there is one of that function.
    /// </summary>
    public RunResult ResumeWith<TState>(TState state, Func<Machine, TState, Value> answer) => interpreter.Entry.ResumeWith(state, answer);

    /// <summary>Constructs: <c>new constructor(…arguments)</c>.</summary>
    public RunResult Construct(Value constructor, params ReadOnlySpan<Value> arguments) => interpreter.Entry.Construct(constructor, arguments);

    /// <summary>Does work of the host as a run of its own: charged, and ended by limits, exceptions and defects like one of a script.</summary>
    public RunResult Do<TState>(TState state, Func<Machine, TState, Value> work) => interpreter.Entry.Do(state, work);

    /// <summary>Ends the run from inside a function of the host; no handler of the script sees it. Write <c>throw machine.Stop()</c>.</summary>
    public Halt Stop() => new(HaltReason.Stopped);

    /// <summary>
    /// Whether an exception is one that only a script's doing or a defect of the engine raises, the same on every node. All others are of the
    /// environment, and go through.
    /// </summary>
    public static bool IsOurs(Exception exception) => EntryPoint.IsOurs(exception);

    /// <summary>Where in the author's source it is, while a function of the host runs.</summary>
    public ScriptPosition Position
    {
        get
        {
            var (code, word) = interpreter.AuthorPlace();
            return ScriptPosition.Of(code, word);
        }
    }

    /// <summary>An export of a module that this machine has evaluated; false when there is none or it is not initialised.</summary>
    public bool TryGetExport(ScriptUnit unit, string name, out Value value) => interpreter.Entry.TryGetExport(unit, name, out value);

    /// <summary>
    /// What a host function returns to hand the run back to the host: <see cref="Run"/> then gives <see cref="RunStatus.Suspended"/> with the
    /// request. TypeError inside a callback of a builtin, where the run cannot be left.
    /// </summary>
    public Value Suspend(object request) => interpreter.Suspend(request);

    /// <summary>A native function over any code, for hosts and tests.</summary>
    public NativeFunction NewFunction(string name, int length, NativeCode code, int gas = 0) => HostFunction.Create(this, name, length, code, gas);

    // ------------------------------------------------------------------ calls

    /// <summary>Calls a function from C#: counted as native re-entry when it is a script's.</summary>
    internal Value CallFunction(Value function, Value thisValue, ReadOnlySpan<Value> arguments) => interpreter.CallFromNative(function, thisValue, arguments);

    /// <summary>Constructs from C#.</summary>
    internal JsObject ConstructObject(JsObject constructor, ReadOnlySpan<Value> arguments, JsObject newTarget) =>
        interpreter.ConstructFromNative(constructor, arguments, newTarget);

    /// <summary>
    /// As the last act of a native, <c>return machine.TailCall(…)</c>: the call is done after the native has returned, in its place, so that
    /// it needs no native recursion.
    /// </summary>
    internal Value TailCall(Value function, Value thisValue, ReadOnlySpan<Value> arguments) => interpreter.Pending.SetCall(this, function, thisValue, arguments);

    /// <summary>As <see cref="TailCall"/>, for a construction.</summary>
    internal Value TailConstruct(JsObject constructor, ReadOnlySpan<Value> arguments, JsObject newTarget) =>
        interpreter.Pending.SetConstruct(this, constructor, arguments, newTarget);

    // ------------------------------------------------------------------ making things

    /// <summary>A new empty object.</summary>
    internal JsObject NewObject()
    {
        Meter.Allocate(MemoryCosts.Object);
        return new JsObject(roots.Object);
    }

    /// <summary>A new empty object with a prototype.</summary>
    internal JsObject NewObject(JsObject? prototype)
    {
        Meter.Allocate(MemoryCosts.Object);
        return new JsObject(RootShape(prototype));
    }

    /// <summary>A new array of some values.</summary>
    internal JsArray NewArray(params ReadOnlySpan<Value> items)
    {
        if (items.Length > ScriptLimits.ArrayItemsMax)
            throw ThrowRange(Messages.ArrayTooLong);
        Meter.Allocate(MemoryCosts.Array + MemoryCosts.OfSlots(items.Length));
        return new JsArray(roots.Array, items.ToArray(), items.Length);
    }

    /// <summary>A new array over a block that the caller has counted and filled as far as <paramref name="count"/>.</summary>
    internal JsArray NewArray(Value[] block, int count)
    {
        Meter.Allocate(MemoryCosts.Array);
        return new JsArray(roots.Array, block, count);
    }

    /// <summary>A string, counted.</summary>
    internal JsString NewString(string text) => JsString.Create(Meter, text);

    /// <summary>A symbol.</summary>
    internal JsSymbol NewSymbol(JsString? description)
    {
        Meter.Allocate(MemoryCosts.Symbol);
        return new JsSymbol(description);
    }

    /// <summary>Symbol.for: the registry belongs to this machine.</summary>
    internal JsSymbol SymbolFor(JsString key)
    {
        string text = key.Flat(Meter);
        Meter.Charge(text.Length / 8);
        symbolRegistry ??= new(StringComparer.Ordinal);
        if (symbolRegistry.TryGetValue(text, out var known))
            return known;
        Meter.Allocate(MemoryCosts.TableEntry + MemoryCosts.Symbol);
        return symbolRegistry[text] = new JsSymbol(key) { IsRegistered = true };
    }

    /// <summary>Symbol.keyFor: null when the symbol is not registered.</summary>
    internal static JsString? KeyOfSymbol(JsSymbol symbol) => symbol.IsRegistered ? symbol.Description : null;

    internal AccessorPair NewAccessor(JsObject? getter, JsObject? setter)
    {
        Meter.Allocate(MemoryCosts.Accessor);
        return new AccessorPair(getter, setter);
    }

    /// <summary>A bound function; the caller defines its name and length.</summary>
    internal BoundFunction NewBoundFunction(JsObject target, Value thisValue, ReadOnlySpan<Value> arguments)
    {
        Meter.Allocate(MemoryCosts.Function + MemoryCosts.OfSlots(arguments.Length));
        return new BoundFunction(RootShape(target.Prototype), target, thisValue, arguments.ToArray());
    }

    /// <summary>An error object without a message, made at the running instruction.</summary>
    internal JsError NewError(JsObject? prototype)
    {
        Meter.Allocate(MemoryCosts.Object);
        var (code, word) = interpreter.AuthorPlace();
        return new JsError(RootShape(prototype), code, word);
    }

    /// <summary>The shape of empty objects of an intrinsic prototype.</summary>
    internal Shape RootShape(Intrinsic prototype) => roots.Of(prototype);

    /// <summary>The shape of empty objects of a prototype.</summary>
    internal Shape RootShape(JsObject? prototype) => roots.Of(prototype);

    /// <summary>The shape of <c>{ value, done }</c>.</summary>
    internal Shape IteratorResultShape => roots.IteratorResult;

    /// <summary>The prototype that a primitive's properties come from.</summary>
    internal JsObject PrototypeOfPrimitive(Value value) => Realm.Get(value.Kind switch
    {
        ValueKind.Number => Intrinsic.NumberPrototype,
        ValueKind.String => Intrinsic.StringPrototype,
        ValueKind.Boolean => Intrinsic.BooleanPrototype,
        ValueKind.Symbol => Intrinsic.SymbolPrototype,
        ValueKind.BigInt => Intrinsic.BigIntPrototype,
        _ => throw Invariant.Unreachable(),
    });

    internal void PrototypesChanged() => PrototypeEpoch++;

    // ------------------------------------------------------------------ errors

    /// <summary>Throws a TypeError; write <c>throw machine.ThrowType(…)</c> where the compiler wants to see the end of a path.</summary>
    [DoesNotReturn]
    internal ScriptThrow ThrowType(string message) => throw Raise(ErrorKind.TypeError, message);

    /// <summary>Throws a RangeError.</summary>
    [DoesNotReturn]
    internal ScriptThrow ThrowRange(string message) => throw Raise(ErrorKind.RangeError, message);

    /// <summary>Throws a ReferenceError.</summary>
    [DoesNotReturn]
    internal ScriptThrow ThrowReference(string message) => throw Raise(ErrorKind.ReferenceError, message);

    /// <summary>Throws a SyntaxError (of JSON and number texts; sources are refused before they run).</summary>
    [DoesNotReturn]
    internal ScriptThrow ThrowSyntax(string message) => throw Raise(ErrorKind.SyntaxError, message);

    /// <summary>Throws any value.</summary>
    [DoesNotReturn]
    internal ScriptThrow Throw(Value value)
    {
        Meter.Charge(CoreGas.MakeError);
        throw new ScriptThrow(value);
    }

    /// <summary>A new error with a message.</summary>
    internal JsError NewError(ErrorKind kind, string message)
    {
        var error = NewError(Realm.Get(Intrinsic.ErrorPrototype + (int)kind));
        error.AddOwn(this, WellKnown.Message, Value.Of(NewString(message)), PropertyFlags.Hidden);
        return error;
    }

    private ScriptThrow Raise(ErrorKind kind, string message)
    {
        Meter.Charge(CoreGas.MakeError);
        return new ScriptThrow(Value.Of(NewError(kind, message)));
    }
}
