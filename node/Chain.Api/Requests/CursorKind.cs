namespace Chain.Api.Requests;

/// <summary>The lists and streams that have cursors. The numbers stand in cursors that callers keep.</summary>
internal enum CursorKind : byte
{
    Blocks = 1,
    Transactions = 2,
    Validators = 3,
    Events = 4,
    BlockStream = 5,
    Contracts = 6,
    ContractEvents = 7,
}
