using Chain.Script.Errors;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>The methods of generators. They only name the generator to go on with; the loop does it in their place.</summary>
internal static class GeneratorMethods
{
    internal static Value Next(Machine machine, in Arguments arguments) => Resume(machine, arguments, PendingKind.ResumeNext);

    internal static Value Return(Machine machine, in Arguments arguments) => Resume(machine, arguments, PendingKind.ResumeReturn);

    internal static Value Throw(Machine machine, in Arguments arguments) => Resume(machine, arguments, PendingKind.ResumeThrow);

    private static Value Resume(Machine machine, in Arguments arguments, PendingKind kind)
    {
        if (arguments.This.Ref is not JsGenerator generator)
            throw machine.ThrowType(Messages.GeneratorReceiver);
        return machine.Interpreter.Pending.SetResume(machine, generator, kind, arguments[0]);
    }
}
