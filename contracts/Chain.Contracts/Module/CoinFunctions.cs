using System.Numerics;
using Chain.Primitives;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;
using Chain.State;
using Chain.Types;

namespace Chain.Contracts;

/// <summary><c>transfer</c> and <c>balanceOf</c>, and the checks of amounts that calls with coins share.</summary>
internal static class CoinFunctions
{
    internal static Value Transfer(Machine machine, in Arguments arguments)
    {
        var frame = (ContractFrame)machine.Host!;
        frame.RequireWritable(machine);
        Address to = AddressOf(machine, frame, arguments[0]);
        Amount amount = AmountOf(machine, frame, arguments[1]);
        if (!frame.Session.State.TryGetAccount(to, out AccountRecord account))
            machine.Meter.Charge(HostGas.NewAccount);
        if (!account.AcceptsTransfers)
            throw HostErrors.New(machine, FailureCodes.ReceiverRefuses, "the recipient is a contract that takes no plain transfers");
        if (!frame.Session.TryCountWrites(2))
            throw machine.Stop();
        if (frame.Session.Moves.Count == ProtocolLimits.TransactionMovesMax)
            throw HostErrors.New(machine, FailureCodes.TooManyTransfers, "a transaction cannot have more transfers");
        frame.Session.Move(frame.Self, to, amount);
        return Value.Undefined;
    }

    internal static Value BalanceOf(Machine machine, in Arguments arguments)
    {
        var frame = (ContractFrame)machine.Host!;
        frame.RequireRunning(machine);
        return HostValues.Integer(machine, frame.Session.State.Balance(AddressOf(machine, frame, arguments[0])).Grains);
    }

    /// <summary>An address that somebody can have.</summary>
    internal static Address AddressOf(Machine machine, ContractFrame frame, Value value)
    {
        machine.Meter.Charge(HostGas.Part);
        ValueReader reader = frame.NewReader(frame.Code);
        if (!reader.TryAddress(value, out Address address))
            throw HostErrors.New(machine, FailureCodes.BadAddress, reader.Fault!);
        return address.IsZero ? throw HostErrors.New(machine, FailureCodes.BadAddress, "the zero address is nobody's") : address;
    }

    /// <summary>An amount that the contract has.</summary>
    internal static Amount AmountOf(Machine machine, ContractFrame frame, Value value)
    {
        if (!value.IsBigInt)
            throw HostErrors.New(machine, FailureCodes.BadAmount, $"an amount is a bigint of grains, and {ValueReader.Describe(value)} is given");
        BigInteger grains = value.AsBigInt;
        if (grains.Sign < 0)
            throw HostErrors.New(machine, FailureCodes.BadAmount, "an amount is not negative");
        if (grains > frame.Session.State.Balance(frame.Self).Grains)
            throw HostErrors.New(machine, FailureCodes.InsufficientBalance, "the contract has less than that");
        return Amount.FromGrains((ulong)grains);
    }
}
