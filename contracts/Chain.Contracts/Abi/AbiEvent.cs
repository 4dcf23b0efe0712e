using System.Collections.Immutable;

namespace Chain.Contracts;

/// <summary>An event that the contract can emit.</summary>
/// <param name="Name">The name.</param>
/// <param name="Fields">The fields in declared order: all are in the event's data, in this order, indexed or not.</param>
/// <param name="Description">Its doc comment; empty without one.</param>
public sealed record AbiEvent(string Name, ImmutableArray<AbiField> Fields, string Description = "")
{
    /// <summary>How it looks: <c>Counted(who: address indexed, total: u64)</c>.</summary>
    public string Signature => $"{Name}({string.Join(", ", Fields.Select(item => $"{item.Name}: {item.Type.Name}{(item.IsIndexed ? " indexed" : "")}"))})";

    /// <inheritdoc/>
    public bool Equals(AbiEvent? other) => other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && Fields.AsSpan().SequenceEqual(other.Fields.AsSpan()) && string.Equals(Description, other.Description, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Fields.Length;
}
