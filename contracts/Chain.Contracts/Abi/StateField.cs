using System.Collections.Immutable;

namespace Chain.Contracts;

/// <summary>A field of <c>static state</c>.</summary>
public abstract record StateField
{
    private StateField(string name) => Name = name;

    /// <summary>The name; unlike any method of the contract.</summary>
    public string Name { get; }

    /// <summary>The declaration as an author writes it, without quotes: <c>u64</c>, <c>map(address, u64)</c>.</summary>
    public abstract string Declaration { get; }

    /// <summary>The declaration as an author writes it.</summary>
    public sealed override string ToString() => $"{Name}: {Declaration}";

    /// <summary>One value.</summary>
    public sealed record Plain(string Name, AbiType Type) : StateField(Name)
    {
        /// <inheritdoc/>
        public override string Declaration => Type.Name;
    }

    /// <summary><c>map(K…, V)</c></summary>
    public sealed record Map(string Name, ImmutableArray<AbiType> Keys, AbiType Value) : StateField(Name)
    {
        /// <inheritdoc/>
        public override string Declaration => $"map({string.Join(", ", Keys.Select(key => key.Name))}, {Value.Name})";

        /// <inheritdoc/>
        public bool Equals(Map? other) => other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal)
            && Keys.AsSpan().SequenceEqual(other.Keys.AsSpan()) && Value.Equals(other.Value);

        /// <inheritdoc/>
        public override int GetHashCode() => (Keys.Length * 31) + Value.Depth;
    }

    /// <summary><c>list(T)</c></summary>
    public sealed record List(string Name, AbiType Item) : StateField(Name)
    {
        /// <inheritdoc/>
        public override string Declaration => $"list({Item.Name})";
    }

    /// <summary><c>set(T)</c></summary>
    public sealed record Set(string Name, AbiType Item) : StateField(Name)
    {
        /// <inheritdoc/>
        public override string Declaration => $"set({Item.Name})";
    }
}
