using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>What the module <c>chain</c> exports and what that needs, made once for the process and frozen: it bears nothing of any run.</summary>
internal static class ChainRealm
{
    private static readonly Dictionary<string, Value> Functions = new(StringComparer.Ordinal);

    /// <summary>The layout of handles to maps, sets, lists, and of walks through them.</summary>
    internal static readonly HostLayout MapLayout;
    internal static readonly HostLayout SetLayout;
    internal static readonly HostLayout ListLayout;
    internal static readonly HostLayout IteratorLayout;

    /// <summary><c>msg</c> and <c>block</c>.</summary>
    internal static readonly HostLayout MessageLayout = HostLayout.OfNames("sender", "value");
    internal static readonly HostLayout BlockLayout = HostLayout.OfNames("height", "time");

    /// <summary><c>console</c>, for tools.</summary>
    internal static readonly Value Console;

    private static readonly JsObject CallErrorPrototype;

    static ChainRealm()
    {
        var realm = new HostRealm();
        JsObject contractPrototype = realm.Object();
        Functions["Contract"] = Value.Of(realm.Constructor("Contract", 0, NewContract, (int)HostGas.Name, contractPrototype));
        CallErrorPrototype = realm.Object(Realm.Shared.Get(Intrinsic.ErrorPrototype));
        realm.Constant(CallErrorPrototype, "name", Value.Of(JsString.Constant("CallError")));
        Functions["CallError"] = Value.Of(realm.Constructor("CallError", 1, NewCallError, 60, CallErrorPrototype, Realm.Shared.Get(Intrinsic.ErrorConstructor)));

        JsObject map = realm.Object();
        JsObject set = realm.Object();
        JsObject list = realm.Object();
        JsObject iterator = realm.Object(Realm.Shared.Get(Intrinsic.IteratorPrototype));
        MapFunctions.Install(realm, map);
        SetFunctions.Install(realm, set);
        ListFunctions.Install(realm, list);
        realm.Method(iterator, "next", 0, StoredIterator.Next, (int)HostGas.Name);
        JsObject console = realm.Object();
        realm.Method(console, "log", 0, ConsoleFunctions.Log, (int)HostGas.Ask);

        foreach (string name in (ReadOnlySpan<string>)["map", "list", "set"])
            Add(realm, name, 1, DeclarationOnly, HostGas.Ask);
        Add(realm, "require", 2, GuardFunctions.Require, HostGas.Ask);
        Add(realm, "revert", 1, GuardFunctions.Revert, HostGas.Ask);
        Add(realm, "gasLeft", 0, GuardFunctions.GasLeft, HostGas.Ask);
        Add(realm, "emit", 2, EmitFunction.Emit, HostGas.Event);
        Add(realm, "transfer", 2, CoinFunctions.Transfer, HostGas.Transfer);
        Add(realm, "balanceOf", 1, CoinFunctions.BalanceOf, HostGas.Balance);
        Add(realm, "at", 2, RemoteFunctions.At, HostGas.At);
        Add(realm, "create", 2, CreateFunction.Create, HostGas.Create);
        Add(realm, "upgrade", 2, UpgradeFunctions.Upgrade, HostGas.Call);
        Add(realm, "freeze", 1, UpgradeFunctions.Freeze, HostGas.Call);
        Add(realm, "sha256", 1, CryptoFunctions.Sha256, HostGas.Hash);
        Add(realm, "verifySignature", 3, CryptoFunctions.VerifySignature, HostGas.Signature);
        realm.Freeze();
        MapLayout = HostLayout.OfPrototype(map);
        SetLayout = HostLayout.OfPrototype(set);
        ListLayout = HostLayout.OfPrototype(list);
        IteratorLayout = HostLayout.OfPrototype(iterator);
        Console = Value.Of(console);
    }

    /// <summary>A function or class of the module; the values <c>msg</c>, <c>block</c> and <c>self</c> belong to a frame and are not here.</summary>
    internal static bool TryGet(string name, out Value value) => Functions.TryGetValue(name, out value);

    /// <summary>The error that a caller gets when its callee failed.</summary>
    internal static ScriptThrow CallErrorOf(Machine machine, ContractFailure failure) =>
        HostErrors.New(machine, CallErrorPrototype, failure.Code, failure.Message, failure);

    /// <summary>The error that a caller gets when its callee could not be entered.</summary>
    internal static ScriptThrow CallErrorOf(Machine machine, string code, string message) => HostErrors.New(machine, CallErrorPrototype, code, message, null);

    private static void Add(HostRealm realm, string name, int length, NativeCode code, long gas) => Functions[name] = Value.Of(realm.Function(name, length, code, (int)gas));

    private static Value NewContract(Machine machine, in Arguments arguments)
    {
        if (arguments.NewTarget is not { } target)
            throw HostErrors.New(machine, ErrorKind.TypeError, "a class constructor cannot be called without 'new'");
        if (machine.Host is not ContractFrame { IsRunning: false } frame)
            throw HostErrors.New(machine, ErrorKind.TypeError, "only the chain makes contract objects; 'create' makes contracts");
        return Value.Of(frame.NewInstance(machine, Operations.PrototypeFrom(machine, target, Intrinsic.ObjectPrototype)));
    }

    private static Value NewCallError(Machine machine, in Arguments arguments) => HostErrors.Construct(machine, arguments, CallErrorPrototype);

    private static Value DeclarationOnly(Machine machine, in Arguments arguments) =>
        throw HostErrors.New(machine, ErrorKind.TypeError, "map, list and set are for 'static state' only");
}
