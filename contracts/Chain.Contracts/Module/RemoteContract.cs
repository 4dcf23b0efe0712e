using Chain.Primitives;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>
/// Another contract, as <c>at</c> gives it: every name is a method of it, or those alone that the caller asked for. Whether there is such a contract and
/// such a method is seen when it is called. It has no prototype, so that names like <c>toString</c> are no other than the contract's.
/// </summary>
internal sealed class RemoteContract : HostObject
{
    private PropertyKey lastKey;
    private Value last = Value.Undefined;

    internal RemoteContract(Machine machine, Address address)
        : base(machine, prototype: null) => Address = address;

    /// <summary>Whose methods they are.</summary>
    internal Address Address { get; }

    /// <summary>What the calls bring.</summary>
    internal Amount Coins { get; init; }

    /// <summary>The most gas that a call may use.</summary>
    internal long GasMax { get; init; } = long.MaxValue;

    /// <summary>The only methods that there are; null for all.</summary>
    internal IReadOnlySet<string>? Methods { get; init; }

    /// <inheritdoc/>
    protected override bool TryRead(Machine machine, PropertyKey key, out Value value, out bool isWritable)
    {
        isWritable = false;
        value = Value.Undefined;
        if (last.IsObject && key == lastKey)
        {
            machine.Meter.Charge(HostGas.Name);
            value = last;
            return true;
        }
        // A longer name is no method's, and is not looked for.
        string name = key.AsString.Length <= ContractLimits.NameLengthMax ? key.ToString() : "";
        if (Methods?.Contains(name) == false)
            return false;
        machine.Meter.Charge(HostGas.Name);
        last = Value.Of(HostValues.Function(machine, key.AsString, RemoteFunctions.Call, (int)HostGas.Call, new RemoteMethod(this, name)));
        lastKey = key;
        value = last;
        return true;
    }
}
