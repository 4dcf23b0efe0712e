using System.Collections.Immutable;
using Chain.Primitives;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;
using Chain.State;
using Chain.Types;
using Invariant = Chain.Primitives.Invariant;

namespace Chain.Contracts;

/// <summary><c>at</c>, and the calls of other contracts that it makes possible.</summary>
internal static class RemoteFunctions
{
    private const string NoNames = "'abi' is an array of names of methods, or an object of them";

    private static readonly PropertyKey ValueName = PropertyKey.From("value");
    private static readonly PropertyKey GasName = PropertyKey.From("gas");
    private static readonly PropertyKey AbiName = PropertyKey.From("abi");

    internal static Value At(Machine machine, in Arguments arguments)
    {
        var frame = (ContractFrame)machine.Host!;
        frame.RequireRunning(machine);
        Address address = CoinFunctions.AddressOf(machine, frame, arguments[0]);
        if (arguments[1].IsUndefined)
            return Value.Of(new RemoteContract(machine, address));
        JsObject options = OptionsOf(machine, arguments[1], "value", "gas", "abi");
        return Value.Of(new RemoteContract(machine, address)
        {
            Coins = ValueOf(machine, frame, options),
            GasMax = GasOf(machine, options),
            Methods = MethodsOf(machine, options),
        });
    }

    /// <summary>A call: all that can be said before the callee runs is said here, as CallError, and then the run is handed to the loop.</summary>
    internal static Value Call(Machine machine, in Arguments arguments)
    {
        var frame = (ContractFrame)machine.Host!;
        frame.RequireRunning(machine);
        long kept = machine.Meter.GasLeft / 64;
        var (remote, name) = (RemoteMethod)HostValues.DataOf(arguments.Callee)!;
        LoadedContract code = LoadAt(machine, frame, remote.Address);
        if (code.FindMethod(name) is not { } method)
            throw ChainRealm.CallErrorOf(machine, FailureCodes.NoMethod, $"the contract has no method '{name}'");
        if (frame.IsView && !method.IsView)
            throw ChainRealm.CallErrorOf(machine, FailureCodes.ViewWrites, $"a view calls views only, and '{name}' is none");
        RequirePayable(machine, frame, method, remote.Coins);
        RequireEnterable(machine, frame, remote.Address, method.IsReentrant);
        return machine.Suspend(new FrameStart
        {
            Kind = FrameKind.Call,
            Sender = frame.Self,
            Contract = remote.Address,
            Code = code,
            Method = method,
            Arguments = ArgumentsOf(machine, frame, code, method, arguments.Items),
            Value = remote.Coins,
            IsView = frame.IsView || method.IsView,
            GasMax = remote.GasMax,
            GasKept = kept,
        });
    }

    /// <summary>The code of a contract, its first touch charged.</summary>
    internal static LoadedContract LoadAt(Machine machine, ContractFrame frame, Address address)
    {
        machine.Meter.Charge(HostGas.Read);
        if (!frame.Session.State.TryGetContract(address, out ContractRecord contract))
            throw ChainRealm.CallErrorOf(machine, FailureCodes.NoContract, "there is no contract at the address");
        return Load(machine, frame, contract.CodeHash);
    }

    /// <summary>A code that the state holds, its first touch charged before it is compiled, should it have to be.</summary>
    internal static LoadedContract Load(Machine machine, ContractFrame frame, Hash256 hash)
    {
        ContractSession session = frame.Session;
        if (session.Codes.TryGet(hash, out LoadedContract code))
        {
            ChargeEntering(machine, session.FirstTouch(hash, code.Weight));
            session.SetTouched(hash, code.Weight);
            return code;
        }
        bool isThere = session.State.TryGetCode(hash, out CodeRecord record);
        Invariant.Holds(isThere, "the code of a contract is in the state");
        ChargeEntering(machine, session.FirstTouch(hash, (long)record.Weight));
        session.SetTouched(hash, (long)record.Weight);
        return session.Codes.Load(hash, record);
    }

    // Code that is dear to touch is the callee's doing, so it takes no more than the callee could: 63/64. Else a heavy contract would end every caller that means to catch its failure.
    private static void ChargeEntering(Machine machine, long gas)
    {
        long most = machine.Meter.GasLeft - (machine.Meter.GasLeft / 64);
        machine.Meter.Charge(Math.Min(gas, most));
        if (gas > most)
            throw ChainRealm.CallErrorOf(machine, FailureCodes.OutOfGas, "the gas does not suffice to enter the contract");
    }

    internal static void RequirePayable(Machine machine, ContractFrame frame, AbiMethod? method, Amount value)
    {
        if (value == Amount.Zero)
            return;
        if (frame.IsView)
            throw ChainRealm.CallErrorOf(machine, FailureCodes.ViewWrites, "a view pays nothing");
        if (method is not { IsPayable: true })
            throw ChainRealm.CallErrorOf(machine, FailureCodes.NotPayable, "the method takes no coins");
        if (frame.Session.State.Balance(frame.Self) < value)
            throw ChainRealm.CallErrorOf(machine, FailureCodes.InsufficientBalance, "the contract has less than that");
        machine.Meter.Charge(HostGas.Transfer);
        if (!frame.Session.TryCountWrites(2))
            throw machine.Stop();
        if (frame.Session.Moves.Count == ProtocolLimits.TransactionMovesMax)
            throw ChainRealm.CallErrorOf(machine, FailureCodes.TooManyTransfers, "a transaction cannot have more transfers");
    }

    internal static void RequireEnterable(Machine machine, ContractFrame frame, Address contract, bool isReentrant)
    {
        if (!isReentrant && frame.Session.IsRunning(contract))
            throw ChainRealm.CallErrorOf(machine, FailureCodes.Reentered, "the contract runs already, and the method is not reentrant");
        if (frame.Session.Stack.Count >= ProtocolLimits.CallDepthMax)
            throw ChainRealm.CallErrorOf(machine, FailureCodes.TooManyCalls, $"at most {ProtocolLimits.CallDepthMax} contracts are on the stack");
    }

    /// <summary>The arguments of a call, which are exactly those of the method; absent ones count as undefined, which optional types take.</summary>
    internal static ReadOnlyMemory<byte> ArgumentsOf(Machine machine, ContractFrame frame, LoadedContract code, AbiMethod? method, ReadOnlySpan<Value> given)
    {
        ImmutableArray<AbiField> declared = method?.Arguments ?? [];
        if (given.Length > declared.Length)
            throw ChainRealm.CallErrorOf(machine, FailureCodes.BadArguments, $"{given.Length} arguments are given, and {declared.Length} are declared");
        ValueReader reader = frame.NewReader(code);
        for (int i = 0; i < declared.Length; i++)
        {
            if (!reader.Read(declared[i].Type, i < given.Length ? given[i] : Value.Undefined))
                throw ChainRealm.CallErrorOf(machine, FailureCodes.BadArguments, $"'{declared[i].Name}': {reader.Fault}");
        }
        if (frame.Buffer.WrittenCount > ProtocolLimits.ArgumentsBytesMax)
            throw ChainRealm.CallErrorOf(machine, FailureCodes.BadArguments, $"arguments have at most {ProtocolLimits.ArgumentsBytesMax} bytes");
        return frame.Buffer.WrittenSpan.ToArray();
    }

    /// <summary>An object of options, of which it has no others.</summary>
    internal static JsObject OptionsOf(Machine machine, Value value, params ReadOnlySpan<string> names)
    {
        if (!HostData.IsPlain(value))
            throw HostErrors.New(machine, ErrorKind.TypeError, "options are given as a plain object");
        foreach (string name in HostData.Names(machine, value.AsObject))
        {
            if (!names.Contains(name))
                throw HostErrors.New(machine, ErrorKind.TypeError, "an option is given that there is not");
        }
        return value.AsObject;
    }

    internal static Amount ValueOf(Machine machine, ContractFrame frame, JsObject options) =>
        Option(machine, options, ValueName) is { IsUndefined: false } value ? CoinFunctions.AmountOf(machine, frame, value) : Amount.Zero;

    private static long GasOf(Machine machine, JsObject options)
    {
        Value value = Option(machine, options, GasName);
        if (value.IsUndefined)
            return long.MaxValue;
        if (value.IsBigInt && value.AsBigInt.Sign >= 0)
            return (long)System.Numerics.BigInteger.Min(value.AsBigInt, long.MaxValue);
        throw HostErrors.New(machine, ErrorKind.TypeError, "'gas' is a bigint of at least 0");
    }

    private static HashSet<string>? MethodsOf(Machine machine, JsObject options)
    {
        Value value = Option(machine, options, AbiName);
        if (value.IsUndefined)
            return null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (value.IsObject && value.AsObject is JsArray array)
        {
            RequireNames(machine, array.Count);
            machine.Meter.Charge(HostGas.Name, array.Count);
            foreach (Value item in array.Span)
            {
                if (!item.IsString)
                    throw HostErrors.New(machine, ErrorKind.TypeError, NoNames);
                if (item.AsString.Length <= ContractLimits.NameLengthMax)
                    names.Add(item.AsString.Flat(machine.Meter));
            }
            return names;
        }
        if (!HostData.IsPlain(value))
            throw HostErrors.New(machine, ErrorKind.TypeError, NoNames);
        IReadOnlyList<string> keys = HostData.Names(machine, value.AsObject);
        RequireNames(machine, keys.Count);
        names.UnionWith(keys.Where(name => name.Length <= ContractLimits.NameLengthMax));
        return names;
    }

    // A longer name is no method's, and hashing it would cost more than was paid; so would more names than a contract can have.
    private static void RequireNames(Machine machine, int count)
    {
        if (count > ContractLimits.DeclarationsMax)
            throw HostErrors.New(machine, ErrorKind.RangeError, $"'abi' has at most {ContractLimits.DeclarationsMax} names");
    }

    private static Value Option(Machine machine, JsObject options, PropertyKey name) => HostData.Read(machine, options, name, out Value value) == HostLookup.Accessor
        ? throw HostErrors.New(machine, ErrorKind.TypeError, "only plain data is taken, and this is an accessor")
        : value;
}
