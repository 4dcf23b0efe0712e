namespace Chain.Contracts;

/// <summary>What a caller of the compiler may choose.</summary>
public sealed record ContractCompileOptions
{
    /// <summary>What a network compiles with.</summary>
    public static ContractCompileOptions Network { get; } = new();

    /// <summary>Whether a contract may name <c>console</c>: in an author's tools only.</summary>
    public bool AllowConsole { get; init; }
}
