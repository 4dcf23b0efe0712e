using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>Makes functions of the host for one machine.</summary>
public static class HostFunction
{
    /// <summary>
    /// A frozen function that charges <paramref name="gas"/> before each call. It receives plain values; it may answer
    /// <see cref="Machine.Suspend"/> to hand the run back to the host and go on later.
    /// </summary>
    public static NativeFunction Create(Machine machine, string name, int length, NativeCode code, int gas)
    {
        machine.Meter.Allocate(MemoryCosts.Function + MemoryCosts.OfSlots(4));
        var made = new NativeFunction(machine.RootShape(Intrinsic.FunctionPrototype), code, gas, isConstructor: false);
        made.AddOwn(machine, WellKnown.Length, Value.Number(length), PropertyFlags.Configurable);
        made.AddOwn(machine, WellKnown.Name, Value.Of(JsString.Create(machine.Meter, name)), PropertyFlags.Configurable);
        made.SetIntegrity(machine, IntegrityLevel.Frozen);
        return made;
    }
}
