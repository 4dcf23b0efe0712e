using System.Collections.Immutable;

namespace Chain.Contracts;

/// <summary>What a contract shows: its state, events and methods, read from the literals of its source without running it.</summary>
public sealed record ContractAbi
{
    /// <summary>The class's name.</summary>
    public required string Name { get; init; }

    /// <summary>The class's doc comment; empty without one.</summary>
    public string Description { get; init; } = "";

    /// <summary>The structs in declared order.</summary>
    public ImmutableArray<AbiType.Struct> Structs { get; init; } = [];

    /// <summary>The state fields in declared order.</summary>
    public ImmutableArray<StateField> State { get; init; } = [];

    /// <summary>The events in declared order.</summary>
    public ImmutableArray<AbiEvent> Events { get; init; } = [];

    /// <summary>The methods in declared order, without <c>init</c> and <c>migrate</c>.</summary>
    public ImmutableArray<AbiMethod> Methods { get; init; } = [];

    /// <summary>What runs at deployment; <c>null</c> when nothing does.</summary>
    public AbiMethod? Init { get; init; }

    /// <summary>What runs once in an upgrade to this code, after the old state (<c>from</c>) the declared arguments; <c>null</c> when nothing does.</summary>
    public AbiMethod? Migrate { get; init; }

    /// <summary>Whether it accepts plain transfers of coins.</summary>
    public bool Receives { get; init; }

    /// <summary>Whether an upgrade to this code runs something.</summary>
    public bool HasMigrate => Migrate is not null;

    /// <summary>The method of this name; <c>null</c> if there is none. <c>init</c> and <c>migrate</c> are none.</summary>
    public AbiMethod? FindMethod(string name)
    {
        foreach (AbiMethod method in Methods)
        {
            if (string.Equals(method.Name, name, StringComparison.Ordinal))
                return method;
        }
        return null;
    }

    /// <summary>The event of this name; <c>null</c> if there is none.</summary>
    public AbiEvent? FindEvent(string name)
    {
        foreach (AbiEvent declared in Events)
        {
            if (string.Equals(declared.Name, name, StringComparison.Ordinal))
                return declared;
        }
        return null;
    }

    /// <summary>The state field of this name; <c>null</c> if there is none.</summary>
    public StateField? FindState(string name)
    {
        foreach (StateField field in State)
        {
            if (string.Equals(field.Name, name, StringComparison.Ordinal))
                return field;
        }
        return null;
    }

    /// <inheritdoc/>
    public bool Equals(ContractAbi? other) => other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal) && string.Equals(Description, other.Description, StringComparison.Ordinal)
        && Structs.AsSpan().SequenceEqual(other.Structs.AsSpan()) && State.AsSpan().SequenceEqual(other.State.AsSpan())
        && Events.AsSpan().SequenceEqual(other.Events.AsSpan()) && Methods.AsSpan().SequenceEqual(other.Methods.AsSpan())
        && Equals(Init, other.Init) && Equals(Migrate, other.Migrate) && Receives == other.Receives;

    /// <inheritdoc/>
    public override int GetHashCode() => (((State.Length * 31) + Events.Length) * 31) + Methods.Length;
}
