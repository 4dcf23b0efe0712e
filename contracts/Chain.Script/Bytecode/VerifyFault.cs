namespace Chain.Script.Bytecode;

/// <summary>The first thing wrong with a unit.</summary>
/// <param name="Reason">What it is.</param>
/// <param name="Function">The name of the function.</param>
/// <param name="Word">The word index in its code, where there is one.</param>
public sealed record VerifyFault(VerifyReason Reason, string Function, int Word);
