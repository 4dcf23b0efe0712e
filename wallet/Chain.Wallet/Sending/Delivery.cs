using Chain.Client;
using Chain.Wallet.Outbox;

namespace Chain.Wallet.Sending;

/// <summary>A transaction that was sent, and what is known of it now.</summary>
public sealed record Delivery(OutboxEntry Entry, SubmissionOutcome Outcome);
