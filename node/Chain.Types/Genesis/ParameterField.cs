namespace Chain.Types;

/// <summary>One chain parameter: its name in genesis.json, its range, and how to read it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Min">The least allowed value.</param>
/// <param name="Max">The largest allowed value.</param>
/// <param name="Read">Takes it from the parameters.</param>
/// <param name="IsAmount">True for grains, which genesis.json writes as a string with its unit.</param>
public sealed record ParameterField(string Name, ulong Min, ulong Max, Func<ChainParameters, ulong> Read, bool IsAmount = false);
