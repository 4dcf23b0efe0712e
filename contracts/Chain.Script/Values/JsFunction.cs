namespace Chain.Script.Values;

/// <summary>Anything that can be called.</summary>
public abstract class JsFunction : JsObject
{
    private protected JsFunction(Shape shape, ObjectClass objectClass)
        : base(shape, objectClass)
    {
    }
}
