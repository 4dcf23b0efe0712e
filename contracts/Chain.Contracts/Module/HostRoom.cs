using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>Room for values that are paid for one by one.</summary>
internal static class HostRoom
{
    /// <summary>Room for so many values. Who could not pay for all of them is out of gas now, before it is made: it would be anyway.</summary>
    internal static Value[] For(Machine machine, int count, long gasEach)
    {
        if (machine.Meter.GasLeft / gasEach < count)
            machine.Meter.Charge(long.MaxValue);
        return count == 0 ? [] : new Value[count];
    }
}
