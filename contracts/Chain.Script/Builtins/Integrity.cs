using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>TestIntegrityLevel; setting it is the object's own affair (<see cref="JsObject.SetIntegrity"/>).</summary>
internal static class Integrity
{
    /// <summary>Whether an object is sealed or frozen.</summary>
    internal static bool Test(Machine machine, JsObject target, bool frozen, BuiltinCost cost)
    {
        if (target.IsExtensible())
            return false;
        var keys = target.OwnKeys(machine);
        cost.Charge(machine, keys.Count);
        foreach (var key in keys)
        {
            if (!target.GetOwnProperty(machine, key, out var property))
                continue;
            if (property.Configurable || (frozen && !property.IsAccessor && property.Writable))
                return false;
        }

        return true;
    }
}
