using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>A generator: a frame that was taken off the stack.</summary>
internal sealed class JsGenerator : JsObject
{
    internal readonly ScriptFunction Function;
    internal readonly Value This;
    internal readonly Value[] ExtraArguments;

    /// <summary>Locals and operands while it is suspended.</summary>
    internal readonly Value[] Saved;

    internal GeneratorState State;
    internal int Pc;

    /// <summary>Whether it waits in a <c>yield*</c>.</summary>
    internal bool IsDelegating;

    internal int SavedCount;

    internal JsGenerator(Shape shape, ScriptFunction function, Value thisValue, Value[] extraArguments, Value[] saved)
        : base(shape, ObjectClass.Generator)
    {
        Function = function;
        This = thisValue;
        ExtraArguments = extraArguments;
        Saved = saved;
    }
}
