using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Metering;
using Chain.Script.Values;

namespace Chain.Script.Hosting;

/// <summary>Errors that functions of the host throw into the script.</summary>
public static class HostErrors
{
    private static readonly PropertyKey CodeName = PropertyKey.From("code");

    /// <summary>An error of a kind: <c>throw HostErrors.New(machine, ErrorKind.TypeError, "…")</c>.</summary>
    public static ScriptThrow New(Machine machine, ErrorKind kind, string message)
    {
        machine.Meter.Charge(CoreGas.MakeError);
        return new ScriptThrow(Value.Of(machine.NewError(kind, message)));
    }

    /// <summary>An Error with an own <c>code</c>.</summary>
    public static ScriptThrow New(Machine machine, string code, string message) =>
        New(machine, machine.Realm.Get(Intrinsic.ErrorPrototype), code, message, null);

    /// <summary>An error over a prototype of a <see cref="HostRealm"/>, with an own <c>code</c> and data that only the host sees.</summary>
    public static ScriptThrow New(Machine machine, JsObject prototype, string code, string message, object? data)
    {
        machine.Meter.Charge(CoreGas.MakeError);
        return New(machine, prototype, HostValues.Text(machine, code), HostValues.Text(machine, message), data);
    }

    /// <summary>An Error with a <c>code</c> and a message that are texts of the script.</summary>
    public static ScriptThrow New(Machine machine, JsString code, JsString message)
    {
        machine.Meter.Charge(CoreGas.MakeError);
        return New(machine, machine.Realm.Get(Intrinsic.ErrorPrototype), Value.Of(code), Value.Of(message), null);
    }

    private static ScriptThrow New(Machine machine, JsObject prototype, Value code, Value message, object? data)
    {
        var error = machine.NewError(prototype);
        error.HostData = data;
        error.AddOwn(machine, WellKnown.Message, message, PropertyFlags.Hidden);
        error.AddOwn(machine, CodeName, code, PropertyFlags.All);
        return new ScriptThrow(Value.Of(error));
    }

    /// <summary>The body of a constructor of errors over a prototype of a <see cref="HostRealm"/>: message and cause as Error takes them.</summary>
    public static Value Construct(Machine machine, in Arguments arguments, JsObject prototype) => ErrorConstruction.Make(machine, arguments, prototype);
}
