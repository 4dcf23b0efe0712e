using Chain.Primitives;
using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;
using Chain.State;
using Invariant = Chain.Primitives.Invariant;

namespace Chain.Contracts;

/// <summary><c>create(codeHash, args, { value })</c>: a new contract of code that the state holds. It is immutable.</summary>
internal static class CreateFunction
{
    internal static Value Create(Machine machine, in Arguments arguments)
    {
        var frame = (ContractFrame)machine.Host!;
        frame.RequireWritable(machine);
        long kept = machine.Meter.GasLeft / 64;
        if (!HostData.TryBytes(arguments[0], out ReadOnlySpan<byte> bytes) || bytes.Length != Hash256.Length)
            throw HostErrors.New(machine, ErrorKind.TypeError, "the hash of a code has 32 bytes");
        var hash = new Hash256(bytes);
        Amount value = arguments[2].IsUndefined ? Amount.Zero : RemoteFunctions.ValueOf(machine, frame, RemoteFunctions.OptionsOf(machine, arguments[2], "value"));
        machine.Meter.Charge(HostGas.Read);
        // Asked of the state, not of the cache, which may have the code from elsewhere.
        if (!frame.Session.State.TryGet(StateKeys.Code(hash).Span, out _))
            throw ChainRealm.CallErrorOf(machine, FailureCodes.NoCode, "no code has this hash");
        LoadedContract code = RemoteFunctions.Load(machine, frame, hash);
        AbiMethod? init = code.Code.Abi.Init;
        RemoteFunctions.RequirePayable(machine, frame, init, value);
        bool isKnown = frame.Session.State.TryGetContract(frame.Self, out ContractRecord creator);
        Invariant.Holds(isKnown, "a contract that runs is in the state");
        var address = Address.OfContract(frame.Self, creator.CreateCount);
        RemoteFunctions.RequireEnterable(machine, frame, address, isReentrant: false);
        ContractRecords.ChargeNew(machine, frame, address);
        return machine.Suspend(new FrameStart
        {
            Kind = FrameKind.Init,
            Sender = frame.Self,
            Contract = address,
            Code = code,
            Method = init,
            Arguments = RemoteFunctions.ArgumentsOf(machine, frame, code, init, ItemsOf(machine, arguments[1])),
            Value = value,
            GasKept = kept,
            Before = session =>
            {
                session.Write(frame.Self, creator with { CreateCount = creator.CreateCount + 1 });
                ContractRecords.Create(session, address, code, upgrader: null);
            },
        });
    }

    /// <summary>An array of arguments; none when it is absent.</summary>
    internal static ReadOnlySpan<Value> ItemsOf(Machine machine, Value value)
    {
        if (value.IsUndefined)
            return [];
        return value.IsObject && value.AsObject is JsArray array ? array.Span : throw HostErrors.New(machine, ErrorKind.TypeError, "arguments are given as an array");
    }
}
