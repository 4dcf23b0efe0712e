namespace Chain.Host.Configuration;

/// <summary>One setting: its name in node.json, what it means, its default, and what is wrong with a value (null: nothing).</summary>
internal sealed record ConfigField(string Name, string Description, string Default, Func<string, string?> Problem)
{
    /// <summary>CHAIN__SECTION__KEY.</summary>
    public string EnvironmentName => "CHAIN__" + Name.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();
}
