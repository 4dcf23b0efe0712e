namespace Chain.Dapp;

/// <summary>What went wrong, why, and what to do next.</summary>
internal sealed record Problem(string Code, string Message, string Cause, string Next);
