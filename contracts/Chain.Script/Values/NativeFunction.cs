using Chain.Script.Execution;

namespace Chain.Script.Values;

/// <summary>A function written in C#: of the engine, or of the host.</summary>
public sealed class NativeFunction : JsFunction
{
    internal readonly NativeCode Code;
    internal readonly int Gas;
    private readonly bool isConstructor;

    internal NativeFunction(Shape shape, NativeCode code, int gas, bool isConstructor)
        : base(shape, ObjectClass.NativeFunction)
    {
        Code = code;
        Gas = gas;
        this.isConstructor = isConstructor;
    }

    /// <summary>Whether it is the realm's own Function.prototype[@@hasInstance], which bound functions need not call.</summary>
    internal bool IsOrdinaryHasInstance { get; init; }

    /// <summary>
    /// How many of its first operands, itself not counted, come before the function that it calls with the rest, this first: 1 for
    /// Function.prototype.call, whose receiver that function is, 2 for the engine's own <c>call</c>. The loop then calls it in place. 0 for all others.
    /// </summary>
    internal int Forwards { get; set; }

    /// <summary>What the host wants to find again when the function is called.</summary>
    internal object? HostData { get; init; }

    /// <inheritdoc/>
    public override bool IsConstructor => isConstructor;
}
