using Chain.Script.Execution;

namespace Chain.Script.Values;

/// <summary>An object whose prototype never changes although it is extensible: Object.prototype of a realm that is not frozen.</summary>
internal sealed class ImmutablePrototypeObject : JsObject
{
    internal ImmutablePrototypeObject(Shape shape)
        : base(shape)
    {
    }

    /// <inheritdoc/>
    public override bool SetPrototypeOf(Machine machine, JsObject? prototype) => ReferenceEquals(prototype, Prototype);
}
