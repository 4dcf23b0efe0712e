namespace Chain.Wallet.Sending;

/// <summary>One line of what is about to be signed: what it is called, and its value.</summary>
public readonly record struct Fact(string Name, string Value);
