namespace Chain.Contracts;

/// <summary>Gives up the right to upgrade a contract, for ever.</summary>
public sealed record FreezeRequest : ContractRequest;
