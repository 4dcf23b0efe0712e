namespace Chain.Contracts;

/// <summary>A method of another contract, as its function bears it.</summary>
internal sealed record RemoteMethod(RemoteContract Contract, string Name);
