using Chain.Client;
using Chain.Protocol.V1;
using Chain.Wallet.Contracts;
using Chain.Wallet.Networks;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Cli.Output;

/// <summary>Tells what became of a transaction: its state, and the problem when that is not what was wanted.</summary>
internal sealed class OutcomeReport(Network network, TransactionFacts facts, ContractValueText values)
{
    /// <param name="delivery">What was sent, and what became of it.</param>
    /// <param name="wait">What was waited for.</param>
    /// <param name="effects">Of a contract's transaction that was included: what it did.</param>
    /// <param name="contractName">The name under which a new contract is remembered.</param>
    public CommandResult Of(Delivery delivery, WaitPolicy wait, TransactionEffects? effects = null, string? contractName = null)
    {
        Types.Transaction transaction = delivery.Entry.Transaction;
        TransactionStatus? status = StatusOf(delivery.Outcome);
        // Who waited for final is told "final", whether or not the proof happened to be there already.
        bool isProven = delivery.Outcome is SubmissionOutcome.Included { IsProven: true };
        string state = isProven && wait != WaitPolicy.Proven ? "final" : StateOf(delivery.Outcome);
        string id = transaction.Id.ToString();
        FailureReport? failure = effects?.Failure(status?.Code ?? "");
        return new CommandResult(
            json =>
            {
                json.WriteString("transactionId", id);
                json.WriteString("state", state);
                json.WriteBoolean("proven", isProven);
                json.WriteString("code", status?.Code ?? "");
                json.WriteNumber("height", status?.Height ?? 0);
                json.WriteNumber("index", status?.Index ?? 0);
                json.WriteString("fee", status?.Receipt?.Fee is { Length: > 0 } fee ? fee : "0");
                json.WriteString("gasUsed", $"{status?.Receipt?.GasUsed ?? 0}");
                json.WriteString("replacedBy", status?.ReplacedByHex ?? "");
                TransactionJson.WriteBody(json, network, transaction.Sender, transaction.Body);
                effects?.Write(json, network);
                if (contractName is not null)
                    json.WriteString("name", contractName);
                if (failure is not null)
                    ContractJson.WriteFailure(json, network, failure);
            },
            page => page.Fields(Lines(delivery, state, status, effects, contractName)),
            effects is { Receipt.Status: Types.ReceiptStatus.Success } && transaction.Body.Action is Types.TransactionAction.Deploy ? network.Format(effects.Contract) : id)
        { Problem = ProblemOf(delivery.Outcome, id, wait, transaction.Body.ExpiryHeight, failure) };
    }

    private static readonly string[] s_told = ["to", "validator", "amount", "slot", "contract", "call", "value"];

    public static string StateOf(SubmissionOutcome outcome) => outcome switch
    {
        SubmissionOutcome.Pooled => "pooled",
        SubmissionOutcome.Included { IsProven: true } => "proven",
        SubmissionOutcome.Included => "final",
        SubmissionOutcome.Expired => "expired",
        SubmissionOutcome.Replaced => "replaced",
        SubmissionOutcome.Refused => "refused",
        _ => "open",
    };

    private IEnumerable<(string, string)> Lines(Delivery delivery, string state, TransactionStatus? status, TransactionEffects? effects, string? contractName)
    {
        yield return ("transaction", delivery.Entry.Transaction.Id.ToString());
        yield return ("state", delivery.Outcome is SubmissionOutcome.Included { Succeeded: false } ? $"{state}, but failed: {status!.Code}" : state);
        if (delivery.Outcome is SubmissionOutcome.Included)
        {
            yield return ("block", $"{status!.Height}, transaction {status.Index}");
            if (Primitives.Amount.TryParse(status.Receipt?.Fee + "grain", out Primitives.Amount fee, out _))
                yield return ("fee", fee.ToString());
        }
        if (effects is not null && delivery.Entry.Transaction.Body.Action is Types.TransactionAction.Deploy && effects.Receipt.Status == Types.ReceiptStatus.Success)
            yield return ("contract", contractName is null ? network.Format(effects.Contract) : $"{network.Format(effects.Contract)}, remembered as @{contractName}");
        foreach (Fact fact in facts.OfBody(delivery.Entry.Transaction.Sender, delivery.Entry.Transaction.Body).Where(static fact => s_told.Contains(fact.Name)))
            yield return (fact.Name, fact.Value);
        foreach (Fact fact in effects?.Facts(values) ?? [])
            yield return (fact.Name, fact.Value);
    }

    private static TransactionStatus? StatusOf(SubmissionOutcome outcome) => outcome switch
    {
        SubmissionOutcome.Pooled pooled => pooled.Status,
        SubmissionOutcome.Included included => included.Status,
        SubmissionOutcome.Expired expired => expired.Status,
        SubmissionOutcome.Replaced replaced => replaced.Status,
        SubmissionOutcome.Refused refused => refused.Status,
        _ => null,
    };

    private static WalletProblem? ProblemOf(SubmissionOutcome outcome, string id, WaitPolicy wait, ulong expiryHeight, FailureReport? failure) => outcome switch
    {
        SubmissionOutcome.Included { Succeeded: true } => null,
        SubmissionOutcome.Included included when failure is not null => new(
            ProblemKind.FailedOnChain, Code(included.Status.Code), $"the transaction was included and failed: {failure.Sentence}", failure.Place, "its fee is paid; correct it and send anew")
        { Excerpt = failure.Excerpt },
        SubmissionOutcome.Included included => new(ProblemKind.FailedOnChain, Code(included.Status.Code), $"the transaction was included and failed: {included.Status.Code}", Nonempty(included.Status.Message), "its fee is paid; correct it and send anew"),
        SubmissionOutcome.Pooled when wait == WaitPolicy.None => null,
        SubmissionOutcome.Expired => new(ProblemKind.Refused, "expired", "the transaction expired without being included, and never will be", null, "send anew"),
        SubmissionOutcome.Replaced replaced => new(ProblemKind.Refused, "replaced", $"another transaction took its place: {replaced.Status.ReplacedByHex}", null, "the transaction itself never will be included"),
        SubmissionOutcome.Refused refused => new(ProblemKind.Refused, Code(refused.Status.Code), $"the node refused it: {refused.Status.Code}", Nonempty(refused.Status.Message), "correct it and send anew; its place is used again, so that only one of the two can ever be included"),
        SubmissionOutcome.Open open => TimedOut(id, open.Why, expiryHeight),
        _ => TimedOut(id, "it waits in the node's pool", expiryHeight),
    };

    private static WalletProblem TimedOut(string id, string why, ulong expiryHeight) => new(
        ProblemKind.TimedOut, "outcome-open", "time ran out; the transaction may still be included", $"{why}; it can be included until height {expiryHeight}",
        $"tx wait {id}; to send the same bytes again, which is safe: tx rebroadcast {id}");

    private static string Code(string code) => code.Length == 0 ? "unknown" : Display.Safe(code).ToLowerInvariant().Replace('_', '-');

    private static string? Nonempty(string text) => text.Length > 0 ? text : null;
}
