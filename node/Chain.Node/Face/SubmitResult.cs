using Chain.Types;

namespace Chain.Node.Face;

/// <summary>The answer to one submitted transaction.</summary>
/// <param name="Id">Its id; zero when its bytes are no transaction.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Code">Name of the refusal ("SequenceUsed", "SignatureWrong", …); empty when not refused.</param>
/// <param name="Message">A sentence for people; empty when not refused.</param>
/// <param name="Transaction">The decoded transaction; null when its bytes are none.</param>
public sealed record SubmitResult(TransactionId Id, SubmitOutcome Outcome, string Code, string Message, Transaction? Transaction);
