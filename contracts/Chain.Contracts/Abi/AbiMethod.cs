using System.Collections.Immutable;

namespace Chain.Contracts;

/// <summary>A method that can be called from outside.</summary>
public sealed record AbiMethod
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments in order.</summary>
    public ImmutableArray<AbiField> Arguments { get; init; } = [];

    /// <summary>The type of what it returns; <c>null</c> for nothing.</summary>
    public AbiType? Returns { get; init; }

    /// <summary>Whether it changes nothing, so that it can be run without a transaction.</summary>
    public bool IsView { get; init; }

    /// <summary>Whether a call may bring coins.</summary>
    public bool IsPayable { get; init; }

    /// <summary>Whether it may be entered while the contract runs already.</summary>
    public bool IsReentrant { get; init; }

    /// <summary>Its doc comment; empty without one.</summary>
    public string Description { get; init; } = "";

    /// <summary>The line of the source that it begins in, from 1; 0 for an <c>init</c> that is not written.</summary>
    public int Line { get; init; }

    /// <summary>How it looks to a caller: <c>add(n: u32) → u64</c>.</summary>
    public string Signature
    {
        get
        {
            string arguments = string.Join(", ", Arguments.Select(argument => $"{argument.Name}: {argument.Type.Name}"));
            return Returns is null ? $"{Name}({arguments})" : $"{Name}({arguments}) → {Returns.Name}";
        }
    }

    /// <inheritdoc/>
    public bool Equals(AbiMethod? other) => other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && Arguments.AsSpan().SequenceEqual(other.Arguments.AsSpan()) && Equals(Returns, other.Returns)
        && (IsView, IsPayable, IsReentrant, Line) == (other.IsView, other.IsPayable, other.IsReentrant, other.Line)
        && string.Equals(Description, other.Description, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => (Arguments.Length * 31) + Line;
}
