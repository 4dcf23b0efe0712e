using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>The modules that a host offers to <c>import</c>.</summary>
public interface IHostModules
{
    /// <summary>Whether there is a module of this name.</summary>
    bool Has(string specifier);

    /// <summary>
    /// An export of a module: a plain frozen value or a native function (<see cref="HostFunction"/>). The same machine always gets the same
    /// answer.
    /// </summary>
    bool TryGetExport(Execution.Machine machine, string specifier, string name, out Value value);

    /// <summary>
    /// An export that is one and the same frozen value for all machines, and costs them nothing; false for all others, which a <see cref="SharedModule"/>
    /// gets anew from <see cref="TryGetExport"/> in each machine.
    /// </summary>
    bool TryGetShared(string specifier, string name, out Value value)
    {
        value = Value.Undefined;
        return false;
    }

    /// <summary>All names that a module exports, in ordinal order.</summary>
    IReadOnlyList<string> ExportNames(string specifier);
}
