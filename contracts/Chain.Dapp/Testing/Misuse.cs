namespace Chain.Dapp.Testing;

/// <summary>A test asks for what cannot be: told to the author at the line of the test.</summary>
internal sealed class Misuse(string message) : Exception(message);
