using Chain.Types;

namespace Chain.Api.Submitting;

/// <summary>Which transaction's fate is asked for; with the whole of it, when the caller sent it, slot and expiry are known too.</summary>
internal sealed record FateQuestion(TransactionId Id, Transaction? Whole);
