namespace Chain.Host.Configuration;

/// <summary>A setting's value and where it comes from: "default", a file with its line, an environment variable, or a flag.</summary>
internal sealed record ConfigValue(ConfigField Field, string Text, string Origin);
