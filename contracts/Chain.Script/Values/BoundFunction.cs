namespace Chain.Script.Values;

/// <summary>What <c>bind</c> makes. Calling one unwraps in a loop, charged by the step, because chains of them can be long.</summary>
public sealed class BoundFunction : JsFunction
{
    internal readonly JsObject Target;
    internal readonly Value BoundThis;
    internal readonly Value[] BoundArguments;

    internal BoundFunction(Shape shape, JsObject target, Value boundThis, Value[] boundArguments)
        : base(shape, ObjectClass.BoundFunction)
    {
        Target = target;
        BoundThis = boundThis;
        BoundArguments = boundArguments;
        IsConstructor = target.IsConstructor;
    }

    /// <inheritdoc/>
    public override bool IsConstructor { get; }
}
