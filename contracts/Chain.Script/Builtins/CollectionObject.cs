using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>A Map or a Set: its class tells which. A set uses the keys of its table only.</summary>
internal sealed class CollectionObject : JsObject
{
    /// <summary>An empty one.</summary>
    internal CollectionObject(Shape shape, ObjectClass objectClass)
        : base(shape, objectClass) => Table = new OrderedTable();

    /// <summary>One with these entries.</summary>
    internal CollectionObject(Shape shape, ObjectClass objectClass, OrderedTable table)
        : base(shape, objectClass) => Table = table;

    /// <summary>The entries.</summary>
    internal OrderedTable Table { get; }
}
