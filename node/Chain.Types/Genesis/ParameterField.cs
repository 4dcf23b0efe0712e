namespace Chain.Types;

/// <summary>One chain parameter: its name in genesis.json, its range, and how to read it.</summary>
public sealed record ParameterField(string Name, ulong Min, ulong Max, Func<ChainParameters, ulong> Read);
