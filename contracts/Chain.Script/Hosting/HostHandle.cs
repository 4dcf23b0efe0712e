using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>
/// An object without properties of its own that stands for something of the host's; its methods are on a prototype that machines share
/// (<see cref="HostRealm"/>). It is frozen from the start.
/// </summary>
public abstract class HostHandle : JsObject
{
    /// <summary>An object of a layout without names; counted.</summary>
    protected HostHandle(Machine machine, HostLayout layout)
        : base(Counted(machine, layout))
    {
    }

    private static Shape Counted(Machine machine, HostLayout layout)
    {
        machine.Meter.Allocate(MemoryCosts.Object);
        return layout.Shape;
    }
}
