using Chain.Script.Errors;
using Chain.Script.Execution;
using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary><c>require</c>, <c>revert</c> and <c>gasLeft</c>.</summary>
internal static class GuardFunctions
{
    internal static Value Require(Machine machine, in Arguments arguments) =>
        Conversions.ToBoolean(arguments[0]) ? Value.Undefined : throw Failure(machine, arguments[1], arguments[2]);

    internal static Value Revert(Machine machine, in Arguments arguments) => throw Failure(machine, arguments[0], arguments[1]);

    internal static Value GasLeft(Machine machine, in Arguments _) => HostValues.Integer(machine, machine.Meter.GasLeft);

    private static ScriptThrow Failure(Machine machine, Value code, Value detail)
    {
        JsString codeText = code.IsUndefined ? JsString.Of(FailureCodes.Reverted) : TextOf(machine, code, "a code is a text");
        return HostErrors.New(machine, codeText, detail.IsUndefined ? codeText : TextOf(machine, detail, "a detail is a text"));
    }

    private static JsString TextOf(Machine machine, Value value, string message) =>
        value.IsString ? value.AsString : throw HostErrors.New(machine, ErrorKind.TypeError, message);
}
