namespace Chain.Dapp.Testing;

/// <summary>Why a test failed, or a whole file.</summary>
/// <param name="Code">The name of the error, or of the limit.</param>
/// <param name="Message">In words.</param>
/// <param name="Line">The line of the test file, from 1; 0 when there is none.</param>
/// <param name="Column">The column.</param>
/// <param name="Contract">Where the contract failed, when that is the reason.</param>
internal sealed record TestFailure(string Code, string Message, int Line, int Column, ContractFailure? Contract);
