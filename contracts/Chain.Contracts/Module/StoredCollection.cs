using Chain.Script.Execution;
using Chain.Script.Hosting;

namespace Chain.Contracts;

/// <summary>A map, set or list of the state as a script holds it: a handle. Its methods are on the prototypes of <see cref="ChainRealm"/>.</summary>
internal sealed class StoredCollection : HostHandle
{
    internal StoredCollection(Machine machine, HostLayout layout, ContractFrame frame, FieldPlace place)
        : base(machine, layout)
    {
        Frame = frame;
        Place = place;
    }

    /// <summary>Whose state it is.</summary>
    internal ContractFrame Frame { get; }

    /// <summary>Which field.</summary>
    internal FieldPlace Place { get; }
}
