using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>The module <c>chain</c> as the engine sees it.</summary>
internal sealed class ChainModule : IHostModules
{
    private ChainModule()
    {
    }

    internal static ChainModule Instance { get; } = new();

    /// <summary>The globals of tools that allow printing.</summary>
    internal static IReadOnlyDictionary<string, Value> ConsoleGlobals { get; } = new Dictionary<string, Value>(StringComparer.Ordinal) { ["console"] = ChainRealm.Console };

    /// <inheritdoc/>
    public bool Has(string specifier) => string.Equals(specifier, ModuleNames.Chain, StringComparison.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<string> ExportNames(string specifier) => ModuleNames.Imports;

    /// <inheritdoc/>
    public bool TryGetShared(string specifier, string name, out Value value) => ChainRealm.TryGet(name, out value);

    /// <inheritdoc/>
    public bool TryGetExport(Machine machine, string specifier, string name, out Value value)
    {
        if (ChainRealm.TryGet(name, out value))
            return true;
        var frame = (ContractFrame)machine.Host!;
        switch (name)
        {
            case "msg":
                machine.Meter.Charge(HostGas.AddressText);
                value = HostValues.FrozenObject(machine, ChainRealm.MessageLayout, [Text(frame, machine, frame.Start.Sender), HostValues.Integer(machine, frame.Start.Value.Grains)]);
                return true;
            case "block":
                value = HostValues.FrozenObject(machine, ChainRealm.BlockLayout, [HostValues.Integer(machine, frame.Session.Context.Height), HostValues.Integer(machine, frame.Session.Context.TimeMs)]);
                return true;
            case "self":
                machine.Meter.Charge(HostGas.AddressText);
                value = Text(frame, machine, frame.Self);
                return true;
            default:
                value = Value.Undefined;
                return false;
        }
    }

    private static Value Text(ContractFrame frame, Machine machine, Primitives.Address address) => HostValues.SharedText(machine, frame.Session.Addresses.Format(address));
}
