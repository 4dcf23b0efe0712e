using System.Globalization;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Protocol.V1;
using Chain.Types;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Contracts;
using Chain.Wallet.Fees;
using Chain.Wallet.Names;
using Chain.Wallet.Networks;
using Chain.Wallet.Nodes;
using Chain.Wallet.Outbox;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Cli.Running;

/// <summary>What every command that signs does: plan, show the facts, ask, sign, send, wait, report.</summary>
internal sealed class WriteFlow(Invocation run)
{
    private ContractDirectory? _contracts;

    /// <summary>Given the address of a contract that was deployed, remembers it under a name and tells the name.</summary>
    public Func<Network, Address, string?>? RememberContract { get; init; }

    /// <summary>The contracts of the chain, each asked for once.</summary>
    public ContractDirectory Contracts(NodeSession session) => _contracts ??= new ContractDirectory(session);

    /// <summary>From an action to its outcome. <paramref name="onChain"/> makes the action when the chain is known.</summary>
    public async Task<CommandResult> SendAsync(Func<NodeSession, SigningKey, Task<TransactionAction>> onChain, CancellationToken cancellationToken)
    {
        if (run.IsOffline)
            throw new WalletException(ProblemKind.Usage, "offline", "sending needs a node, and --offline forbids one", null, "tx build it on a machine with a network, tx sign --offline, tx broadcast");
        WaitPolicy wait = Wait();
        TimeSpan timeout = Timeout();
        FeeWishes fees = Fees();
        uint? lane = Lane();
        NodeSession session = await run.SessionAsync(cancellationToken);
        SigningKey key = run.Keys.Acting(session.Network);
        TransactionAction action = await onChain(session, key);
        var intent = new TransactionIntent(key.PublicKey, action, run.Value(WriteOptions.Memo) ?? "", fees, lane, run.Value(WriteOptions.Sequence), run.Value(WriteOptions.Expires));
        TransactionSender sender = run.Sender(session);
        TransactionPlan plan = await sender.PlanAsync(intent, cancellationToken);
        if (plan.SimulatedCode == "CANNOT_PAY")
            throw new WalletException(ProblemKind.Refused, "cannot-pay", $"{key.Name} cannot pay for this", "the balance does not cover the amount and the highest fee", "wallet balance shows what there is");
        // Not run before somebody is shown them: looking up names reads the key store.
        TransactionEffects? effects = await SimulatedEffectsAsync(session, key.Address, plan, cancellationToken);
        IEnumerable<Fact> facts = Facts(session.Network).OfIntent(key.Address, action, intent.Memo).Concat(PlanFacts(session.Network, plan, effects));
        if (run.Value(WriteOptions.DryRun) || run.Value(WriteOptions.Out) is not null)
            return Unsigned(session.Network, key, plan, effects, facts);
        Show(facts, Warnings(session.Network, key, plan, effects));
        run.Terminal.Confirm("Sign and send this?");
        using PrivateKey secret = run.Keys.Unlock(key);
        OutboxEntry entry = await sender.SignAsync(plan, secret, cancellationToken);
        return await DeliverAsync(session, entry, wait, timeout, cancellationToken);
    }

    /// <summary>Sends what is in the outbox, waits, reports.</summary>
    public async Task<CommandResult> DeliverAsync(NodeSession session, OutboxEntry entry, WaitPolicy wait, TimeSpan timeout, CancellationToken cancellationToken)
    {
        run.Report.Note($"transaction {entry.Transaction.Id} is signed; sending it");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        Delivery delivery = await run.Sender(session).DeliverAsync(entry, wait, patience.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return await ReportAsync(session, delivery, wait, cancellationToken);
    }

    /// <summary>Tells what became of a transaction; of a contract's, what it did.</summary>
    public async Task<CommandResult> ReportAsync(NodeSession session, Delivery delivery, WaitPolicy wait, CancellationToken cancellationToken)
    {
        Types.Transaction transaction = delivery.Entry.Transaction;
        TransactionEffects? effects = await EffectsAsync(session, transaction, delivery.Outcome, cancellationToken);
        string? name = effects is { Receipt.Status: ReceiptStatus.Success } && transaction.Body.Action is TransactionAction.Deploy
            ? RememberContract?.Invoke(session.Network, effects.Contract)
            : null;
        if (name is not null)
            run.Report.Note($"contract inspect @{name} tells what it can do");
        return new OutcomeReport(session.Network, Facts(session.Network), Values(session.Network)).Of(delivery, wait, effects, name);
    }

    /// <summary>What a contract's transaction did; null for another, and for one that is not included. Its contract is looked up all the same, so that its call can be told.</summary>
    public async Task<TransactionEffects?> EffectsAsync(NodeSession session, Types.Transaction transaction, Client.SubmissionOutcome outcome, CancellationToken cancellationToken)
    {
        await KnowAsync(session, transaction.Body.Action, cancellationToken);
        if (!TransactionEffects.IsContractAction(transaction.Body.Action) || outcome is not Client.SubmissionOutcome.Included)
            return null;
        GetReceiptResponse answer = await session.AskAsync(c => c.GetReceiptAsync(transaction.Id, 0, cancellationToken));
        return await TransactionEffects.LoadAsync(Contracts(session), transaction.Sender, transaction.Body, answer.Receipt.Memory, cancellationToken);
    }

    /// <summary>Looks up the contract that an action is about, so that <see cref="Facts"/> can tell its call.</summary>
    public async Task KnowAsync(NodeSession session, TransactionAction action, CancellationToken cancellationToken)
    {
        if (TransactionEffects.IsContractAction(action) && TransactionFacts.Counterparty(action) is { } contract)
            await Contracts(session).FindAsync(contract, cancellationToken);
    }

    public TransactionFacts Facts(Network network) => new(network, address => NameOf(network, address), address => _contracts?.Known(address));

    /// <summary>Values of contracts in words: of what happened, or would.</summary>
    public ContractValueText Values(Network network) => new(network, address => NameOf(network, address), isBrief: true);

    /// <summary>The same with whole addresses: of what is asked for.</summary>
    public ContractValueText FullValues(Network network) => new(network, address => NameOf(network, address));

    /// <summary>Shows what is about to be signed, on stderr.</summary>
    public void Show(IEnumerable<Fact> facts, IReadOnlyList<WalletProblem> warnings)
    {
        if (!run.Report.IsJson && !run.Report.IsQuiet)
        {
            TextPage page = run.Report.ErrorPage();
            page.Fields(facts.Select(static fact => (fact.Name, fact.Value)));
            Reporter.WriteError(page.ToString());
        }
        foreach (WalletProblem warning in warnings)
            run.Report.Warn(warning);
    }

    public WaitPolicy Wait() => run.Value(WriteOptions.Wait) switch
    {
        null or "final" => WaitPolicy.Final,
        "proven" => WaitPolicy.Proven,
        "none" => WaitPolicy.None,
        _ => throw new WalletException(ProblemKind.Usage, "wait", "--wait is final, proven or none"),
    };

    public TimeSpan Timeout() => run.Value(WriteOptions.Timeout) switch
    {
        null => TimeSpan.FromSeconds(120),
        { } seconds and >= 1 and <= 86_400 => TimeSpan.FromSeconds(seconds),
        _ => throw new WalletException(ProblemKind.Usage, "timeout", "--timeout is 1 to 86400 seconds"),
    };

    public FeeWishes Fees() => new(
        run.Value(WriteOptions.MaxFee) is { } maxFee ? AmountInput.Parse(maxFee, "fee") : null,
        run.Value(WriteOptions.Tip) is { } tip ? AmountInput.Parse(tip, "tip") : null,
        run.Value(WriteOptions.GasLimit));

    /// <summary>Names of those whom the user knows, for addresses to be compared with.</summary>
    public IReadOnlyList<BookEntry> Acquaintances(Network network) =>
        [.. run.Book.Load(), .. run.Keys.Store.List().Keys.Select(key => new BookEntry(key.Name, network.Format(key.Address)))];

    private uint? Lane()
    {
        string? text = run.Value(WriteOptions.Lane);
        if (text is null or "auto")
            return null;
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint lane) && lane <= ProtocolLimits.LaneMax
            ? lane
            : throw new WalletException(ProblemKind.Usage, "lane", $"--lane is 0 to {ProtocolLimits.LaneMax}, or auto");
    }

    /// <summary>What a contract's transaction would do, by its simulation.</summary>
    private async Task<TransactionEffects?> SimulatedEffectsAsync(NodeSession session, Address sender, TransactionPlan plan, CancellationToken cancellationToken)
    {
        await KnowAsync(session, plan.Intent.Action, cancellationToken);
        return plan.Simulation is { } simulation && !simulation.Answer.EncodedReceipt.IsEmpty
            ? await TransactionEffects.LoadAsync(Contracts(session), sender, simulation.Body, simulation.Answer.EncodedReceipt.Memory, cancellationToken)
            : null;
    }

    private IEnumerable<Fact> PlanFacts(Network network, TransactionPlan plan, TransactionEffects? effects)
    {
        yield return new("fee", plan.FeeExpected is { } fee ? $"at most {plan.FeeBound}, now {fee}" : $"at most {plan.FeeBound}");
        yield return new("slot", $"lane {plan.Preview.Lane}, sequence {plan.Preview.Sequence} as of now");
        yield return new("expires", $"height {plan.Preview.ExpiryHeight}, {plan.Preview.ExpiryHeight - plan.Height} blocks from now");
        string gas = plan.Preview.Action.RunsContract && plan.GasExpected is { } expected ? string.Create(CultureInfo.InvariantCulture, $", uses {expected} gas of a limit of {plan.Preview.GasLimit}") : "";
        yield return new("simulated", (plan.SimulatedCode is null or "SUCCESS" ? "succeeds" : $"FAILS: {effects?.Failure(plan.SimulatedCode)?.Sentence ?? plan.SimulatedCode}") + gas);
        foreach (Fact fact in effects?.Facts(Values(network)) ?? [])
            yield return fact;
    }

    private List<WalletProblem> Warnings(Network network, SigningKey key, TransactionPlan plan, TransactionEffects? effects)
    {
        var warnings = new List<WalletProblem>();
        void Add(string code, string message, string? next = null) => warnings.Add(new(ProblemKind.Usage, code, message, null, next));
        if (plan.SimulatedCode is { } code && code != "SUCCESS")
        {
            FailureReport? failure = effects?.Failure(code);
            string place = failure?.Place is { } at ? $" {at}" : "";
            warnings.Add(new(ProblemKind.Usage, "would-fail", $"on the state of now this would fail{place} ({failure?.Sentence ?? code}), and its fee would be paid all the same") { Excerpt = failure?.Excerpt ?? [] });
        }
        if (TransactionFacts.Counterparty(plan.Intent.Action) is { } other)
        {
            foreach (BookEntry known in LookAlike.Find(network.Format(other), Acquaintances(network)))
                Add("look-alike", $"the recipient looks like '{known.Name}' ({known.Address}), and is another one", "compare all characters");
            if (plan.Intent.Action is TransactionAction.Transfer && other == key.Address)
                Add("to-yourself", "the recipient is the sender");
        }
        if (Display.Safe(plan.Intent.Memo) != plan.Intent.Memo)
            Add("memo", "the memo has characters that terminals do not show; it is signed as it is");
        return warnings;
    }

    private CommandResult Unsigned(Network network, SigningKey key, TransactionPlan plan, TransactionEffects? effects, IEnumerable<Fact> facts)
    {
        var file = new TransactionFile(network.Name, key.PublicKey, plan.Preview, null);
        string? path = run.Value(WriteOptions.Out);
        if (path is not null && !run.Value(WriteOptions.DryRun))
            InputFile.WriteNew(path, file.Encode(network));
        foreach (WalletProblem warning in Warnings(network, key, plan, effects))
            run.Report.Warn(warning);
        return new CommandResult(
            json =>
            {
                TransactionJson.WriteBody(json, network, key.Address, plan.Preview);
                json.WriteString("feeMax", plan.FeeBound.Grains.ToString(CultureInfo.InvariantCulture));
                json.WriteString("feeExpected", plan.FeeExpected?.Grains.ToString(CultureInfo.InvariantCulture) ?? "");
                json.WriteString("simulated", plan.SimulatedCode ?? "");
                effects?.Write(json, network);
                if (effects?.Failure(plan.SimulatedCode ?? "") is { } failure)
                    ContractJson.WriteFailure(json, network, failure);
                json.WriteString("body", Convert.ToHexStringLower(plan.Preview.Encode()));
                if (path is not null)
                    json.WriteString("file", path);
            },
            page =>
            {
                page.Fields(facts.Select(static fact => (fact.Name, fact.Value)));
                page.Line(path is not null && !run.Value(WriteOptions.DryRun) ? $"written, unsigned, to {path}" : "nothing was signed");
            },
            path ?? "");
    }

    /// <summary>The name that the user, or the development network, has for an address; null when there is none.</summary>
    public string? NameOf(Network network, Address address)
    {
        string text = network.Format(address);
        return Acquaintances(network).FirstOrDefault(known => known.Address == text)?.Name ?? DevelopmentName(network, address);
    }

    private static string? DevelopmentName(Network network, Address address)
    {
        if (!network.IsDevelopment)
            return null;
        for (int index = 0; index < Wallet.Keys.DevelopmentAccounts.Count; index++)
        {
            if (KeyRing.Development(index).Address == address)
                return Wallet.Keys.DevelopmentAccounts.NameOf(index);
        }
        return null;
    }
}
