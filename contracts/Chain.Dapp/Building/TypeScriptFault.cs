namespace Chain.Dapp.Building;

/// <summary>What the TypeScript compiler objects to.</summary>
internal sealed record TypeScriptFault(string File, int Line, int Column, string Code, string Message);
