using Chain.Primitives;
using Chain.Script.Execution;
using Chain.Script.Values;
using Chain.State;
using Chain.Types;

namespace Chain.Contracts;

/// <summary><c>upgrade</c> and <c>freeze</c> of another contract, for contracts that are upgraders.</summary>
internal static class UpgradeFunctions
{
    internal static Value Upgrade(Machine machine, in Arguments arguments)
    {
        var frame = (ContractFrame)machine.Host!;
        frame.RequireWritable(machine);
        Address address = CoinFunctions.AddressOf(machine, frame, arguments[0]);
        ReadOnlySpan<byte> given = HostBytes.Of(machine, arguments[1], "a source is a text or bytes");
        ContractRecord record = Allowed(machine, frame, address);
        RemoteFunctions.RequireEnterable(machine, frame, address, isReentrant: false);
        machine.Meter.Charge((long)GasSchedule.SourceByte, given.Length);
        byte[] source = given.ToArray();
        LoadedContract old = RemoteFunctions.Load(machine, frame, record.CodeHash);
        var options = new ContractCompileOptions { AllowConsole = frame.Session.Options.AllowConsole };
        if (ContractCompiler.Compile(source, options, out ContractFault? fault) is not { } compiled)
            throw ChainRealm.CallErrorOf(machine, FailureCodes.SourceRefused, ReceiptText.Cut(fault!.ToString(), ProtocolLimits.FailureMessageBytesMax));
        var plan = new UpgradePlan(address, record, old, frame.Session.Codes.Keep(new LoadedContract(compiled, compiled.Weight)), source);
        frame.Session.SetTouched(compiled.Hash, compiled.Weight);
        if (SchemaCheck.Refusal(old.Code.Abi, compiled.Abi) is { } refusal)
            throw ChainRealm.CallErrorOf(machine, FailureCodes.SchemaRefused, refusal);
        ReadOnlyMemory<byte> migration = RemoteFunctions.ArgumentsOf(machine, frame, plan.Code, compiled.Abi.Migrate, CreateFunction.ItemsOf(machine, arguments[2]));
        plan.TryPrepare(frame.Session, gas =>
        {
            machine.Meter.Charge(gas);
            return true;
        });
        if (!frame.Session.TryCountWrites(plan.Writes))
            throw machine.Stop();
        return machine.Suspend(plan.ToFrame(frame.Self, migration));
    }

    internal static Value Freeze(Machine machine, in Arguments arguments)
    {
        var frame = (ContractFrame)machine.Host!;
        frame.RequireWritable(machine);
        Address address = CoinFunctions.AddressOf(machine, frame, arguments[0]);
        ContractRecord record = Allowed(machine, frame, address);
        if (frame.Session.IsRunning(address))
            throw ChainRealm.CallErrorOf(machine, FailureCodes.Reentered, "the contract runs already");
        machine.Meter.Charge(HostGas.Write);
        if (!frame.Session.TryCountWrites(1))
            throw machine.Stop();
        frame.Session.Write(address, record with { Upgrader = default });
        return Value.Undefined;
    }

    private static ContractRecord Allowed(Machine machine, ContractFrame frame, Address address)
    {
        machine.Meter.Charge(HostGas.Read);
        if (!frame.Session.State.TryGetContract(address, out ContractRecord record))
            throw ChainRealm.CallErrorOf(machine, FailureCodes.NoContract, "there is no contract at the address");
        return record.Upgrader == frame.Self ? record : throw ChainRealm.CallErrorOf(machine, FailureCodes.NotAllowed, "this contract is not the other's upgrader");
    }
}
