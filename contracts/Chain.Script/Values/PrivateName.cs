namespace Chain.Script.Values;

/// <summary>The identity of one <c>#name</c> of one evaluation of a class. As a property key it is never enumerated and never visible.</summary>
internal sealed class PrivateName : HeapValue
{
    internal readonly string Name;

    internal PrivateName(string name)
        : base(ValueKind.PrivateName) => Name = name;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
