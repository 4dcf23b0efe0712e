using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>What <c>new Error(message, { cause })</c> does, over any prototype.</summary>
internal static class ErrorConstruction
{
    internal static Value Make(Machine machine, in Arguments args, JsObject prototype)
    {
        JsObject? parent = prototype;
        if (args.NewTarget is { } target && target.Get(machine, WellKnown.Prototype) is { IsObject: true } found)
            parent = found.AsObject;
        var error = machine.NewError(parent);
        if (!args[0].IsUndefined)
            Put(machine, error, WellKnown.Message, Value.Of(Conversions.ToString(machine, args[0])));
        if (args[1].IsObject && args[1].AsObject.HasProperty(machine, WellKnown.Cause))
            Put(machine, error, WellKnown.Cause, Operations.Get(machine, args[1].AsObject, WellKnown.Cause));
        return Value.Of(error);
    }

    private static void Put(Machine machine, JsObject error, PropertyKey key, Value value) =>
        Operations.DefinePropertyOrThrow(machine, error, key, PropertyDescriptor.Data(value, PropertyFlags.Hidden));
}
