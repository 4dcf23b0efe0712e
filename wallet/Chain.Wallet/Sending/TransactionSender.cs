using Chain.Client;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Protocol.V1;
using Chain.Types;
using Chain.Wallet.Fees;
using Chain.Wallet.Files;
using Chain.Wallet.Nodes;
using Chain.Wallet.Outbox;
using Transaction = Chain.Types.Transaction;

namespace Chain.Wallet.Sending;

/// <summary>
/// From an intent to a transaction whose fate is known: plan (nothing written), sign (slot taken and bytes in the outbox, under one
/// lock), deliver (sent as often as needed, since the same bytes can be included only once).
/// </summary>
/// <param name="session">The node, on the right chain.</param>
/// <param name="outbox">Where signed transactions are written down.</param>
/// <param name="time">For the time of signing that people are shown; nothing else depends on it.</param>
public sealed class TransactionSender(NodeSession session, OutboxDirectory outbox, TimeProvider time)
{
    /// <summary>Lanes that "auto" uses; with <see cref="LanePlan.LaneWaitingMax"/> a thousand transactions wait before a lane gets more. A pool holds four thousand of one account.</summary>
    public const uint AutoLanes = 64;

    private const string ExpiryWindowName = "expiryWindow";
    private const string BlockGasName = "blockGasMax";
    private const string CannotPay = "CANNOT_PAY";

    // Prices are grains per so much gas.
    private const ulong PriceUnitGas = 1_000_000;

    /// <summary>Works out what would be signed, and simulates it.</summary>
    public async Task<TransactionPlan> PlanAsync(TransactionIntent intent, CancellationToken cancellationToken)
    {
        (ulong expiryBlocks, ulong gasMax) = await RulesAsync(cancellationToken);
        FeeTerms terms = FeePolicy.Terms(session.Status.BaseFee, intent.Fees) with { GasMax = gasMax };
        Address sender = Address.OfKey(intent.Sender);
        AccountOutbox account = outbox.Of(sender);
        uint lane = intent.Lane ?? LanePlan.Order(account.OpenSlots(), AutoLanes)[0];
        LaneView view = await session.LaneAsync(sender, lane, cancellationToken);
        ulong sequence = intent.Sequence ?? LanePlan.FirstFree(lane, account.OpenSlots(), view).Sequence;
        ulong expiry = intent.ExpiryHeight ?? view.Height + expiryBlocks;
        RequireExpiry(expiry, view.Height, expiryBlocks);

        // Simulated in the place that is next on the chain: what waits before it in the lane does not matter to what it does.
        UnsignedTransaction simulated = TransactionShape.Make(session.Network.GenesisHash, intent, lane, view.Sequence, expiry, terms, null);
        SimulateTransactionResponse simulation = await SimulateAsync(TransactionShape.Draft(simulated, intent.Sender), cancellationToken);
        if (simulation.Receipt?.Code == CannotPay && intent.Fees.GasLimit is null && await AffordableAsync(intent, terms, cancellationToken) is { } affordable)
        {
            simulated = TransactionShape.Make(session.Network.GenesisHash, intent with { Fees = intent.Fees with { GasLimit = affordable } }, lane, view.Sequence, expiry, terms, null);
            simulation = await SimulateAsync(TransactionShape.Draft(simulated, intent.Sender), cancellationToken);
        }
        ulong? extra = ExtraOf(simulation, TransactionShape.Draft(simulated, intent.Sender));

        UnsignedTransaction preview = TransactionShape.Make(session.Network.GenesisHash, intent, lane, sequence, expiry, terms, extra);
        ulong mostGas = intent.Fees.GasLimit ?? LargestLimit(intent, expiry, terms, extra);
        FeePolicy.RequireReasonable(mostGas, terms, intent.Fees.MaxFee is not null);
        Invariant.Holds(FeeMath.TryFee(mostGas, terms.MaxFee, out Amount feeBound), "a reasonable fee is an amount");
        return new TransactionPlan(intent, preview, terms, extra, feeBound, ExpectedFee(preview, intent, simulation, extra), simulation.Receipt?.Code, view.Height, expiryBlocks)
        {
            GasExpected = extra is { } above ? GasSchedule.Minimum(TransactionShape.Draft(preview, intent.Sender)) + above : null,
            Simulation = (simulated, simulation),
        };
    }

    /// <summary>Takes a slot, signs, and writes the transaction down. After this it may be sent any number of times.</summary>
    /// <exception cref="WalletException">No slot can be had, or the key is not the sender's.</exception>
    public async Task<OutboxEntry> SignAsync(TransactionPlan plan, PrivateKey key, CancellationToken cancellationToken)
    {
        TransactionIntent intent = plan.Intent;
        Invariant.Holds(key.GetPublicKey() == intent.Sender, "the sender's key signs");
        AccountOutbox account = outbox.Of(Address.OfKey(intent.Sender));
        using FileLock held = await account.LockAsync(cancellationToken);
        SlotChoice slot = await TakeSlotAsync(account, intent, cancellationToken);
        ulong expiry = intent.ExpiryHeight ?? slot.View.Height + plan.ExpiryBlocks;
        UnsignedTransaction body = TransactionShape.Make(session.Network.GenesisHash, intent, slot.Lane, slot.Sequence, expiry, plan.Terms, plan.ExtraUsed);
        RequireWithin(body, plan.FeeBound);
        Transaction transaction = body.Sign(intent.Sender, key.Sign(body.SigningDigest()));
        return account.Add(session.Network.Name, transaction, replaces: null, NowMs);
    }

    /// <summary>Signs a body that takes an open transaction's place.</summary>
    public async Task<OutboxEntry> SignReplacementAsync(UnsignedTransaction body, TransactionId replaced, PrivateKey key, CancellationToken cancellationToken)
    {
        PublicKey sender = key.GetPublicKey();
        AccountOutbox account = outbox.Of(Address.OfKey(sender));
        using FileLock held = await account.LockAsync(cancellationToken);
        Transaction transaction = body.Sign(sender, key.Sign(body.SigningDigest()));
        return account.Add(session.Network.Name, transaction, replaced, NowMs);
    }

    /// <summary>Writes down a transaction that was signed elsewhere, before it is sent from here.</summary>
    public async Task<OutboxEntry> AdoptAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        AccountOutbox account = outbox.Of(transaction.Sender);
        using FileLock held = await account.LockAsync(cancellationToken);
        LaneView view = await session.LaneAsync(transaction.Sender, transaction.Body.Lane, cancellationToken);
        account.Settle(transaction.Body.Lane, view);
        return account.Find(transaction.Id) ?? account.Add(session.Network.Name, transaction, replaces: null, NowMs);
    }

    /// <summary>Sends, and waits as long as the policy says and the token allows. What became known is written to the outbox on the way.</summary>
    public async Task<Delivery> DeliverAsync(OutboxEntry entry, WaitPolicy wait, CancellationToken cancellationToken)
    {
        var submission = new Submission(session.Client, entry.Transaction);
        try
        {
            SubmissionOutcome outcome = await submission.SendAsync(cancellationToken);
            if (outcome is SubmissionOutcome.Refused { Status: { MayRetry: true, Settled: false } } && wait != WaitPolicy.None)
                outcome = await RetryAsync(submission, outcome, cancellationToken);
            Delivery sent = new(Note(entry, outcome), outcome);
            bool isEnough = wait switch
            {
                WaitPolicy.None => true,
                WaitPolicy.Final => outcome is not SubmissionOutcome.Pooled,
                _ => outcome is not (SubmissionOutcome.Pooled or SubmissionOutcome.Included { IsProven: false }),
            };
            return isEnough ? sent : await WaitAsync(sent.Entry, submission, wait, cancellationToken);
        }
        catch (LedgerException e)
        {
            throw NodeFailures.Of(e, session.Client.Address);
        }
    }

    /// <summary>Waits for a transaction that was sent before.</summary>
    public async Task<Delivery> WaitAsync(OutboxEntry entry, WaitPolicy wait, CancellationToken cancellationToken)
    {
        try
        {
            return await WaitAsync(entry, new Submission(session.Client, entry.Transaction), wait, cancellationToken);
        }
        catch (LedgerException e)
        {
            throw NodeFailures.Of(e, session.Client.Address);
        }
    }

    /// <summary>Asks for the fate of a transaction once, and writes it down.</summary>
    public async Task<OutboxEntry> RefreshAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        GetTransactionResponse response = await session.AskAsync(c => c.GetTransactionAsync(entry.Transaction, 0, cancellationToken));
        return Note(entry, SubmissionOutcomes.Of(response.Status));
    }

    private ulong NowMs => (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<Delivery> WaitAsync(OutboxEntry entry, Submission submission, WaitPolicy wait, CancellationToken cancellationToken)
    {
        SubmissionOutcome outcome = await submission.WaitAsync(wait == WaitPolicy.Proven ? WaitFor.Proven : WaitFor.Final, cancellationToken);
        return new Delivery(Note(entry, outcome), outcome);
    }

    /// <summary>A full pool or a gap in the lane passes as blocks come; anything else is the node's answer.</summary>
    private async Task<SubmissionOutcome> RetryAsync(Submission submission, SubmissionOutcome outcome, CancellationToken cancellationToken)
    {
        while (outcome is SubmissionOutcome.Refused { Status: { MayRetry: true, Settled: false } status } && PassingRefusals.Contains(status.Code))
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return outcome;
            }
            outcome = await submission.SendAsync(cancellationToken);
        }
        return outcome;
    }

    private OutboxEntry Note(OutboxEntry entry, SubmissionOutcome outcome)
    {
        AccountOutbox account = outbox.Of(entry.Transaction.Sender);
        return outcome switch
        {
            SubmissionOutcome.Pooled => entry.State == OutboxState.Sent ? entry : account.Record(entry, OutboxState.Sent, ""),
            SubmissionOutcome.Included included => account.Record(entry, included.IsProven ? OutboxState.Proven : OutboxState.Final, included.Status.Code),
            SubmissionOutcome.Expired => account.Record(entry, OutboxState.Expired, ""),
            SubmissionOutcome.Replaced replaced => account.Record(entry, OutboxState.Replaced, replaced.Status.ReplacedByHex),
            SubmissionOutcome.Refused refused => account.Record(entry, OutboxState.Refused, refused.Status.Code),
            _ => entry,
        };
    }

    private async Task<SlotChoice> TakeSlotAsync(AccountOutbox account, TransactionIntent intent, CancellationToken cancellationToken)
    {
        Address sender = Address.OfKey(intent.Sender);
        Stall? lastStall = null;
        foreach (uint lane in intent.Lane is { } chosen ? [chosen] : await LanesAsync(account, sender, cancellationToken))
        {
            LaneView view = account.Raise(lane, await session.LaneAsync(sender, lane, cancellationToken));
            account.Settle(lane, view);
            if (intent.Sequence is { } sequence)
                return Wanted(lane, sequence, view);
            Stall? stall = account.FindStall(lane, view);
            if (stall is { WasTaken: true })
                stall = await SendAgainAsync(stall, cancellationToken);
            if (stall is null)
                return LanePlan.FirstFree(lane, account.OpenSlots(), view);
            lastStall = stall;
        }
        TransactionId id = lastStall!.Entry.Transaction.Id;
        throw new WalletException(
            ProblemKind.Refused, "lane-stalled", $"transaction {id} holds up the lane",
            "it was signed, the program that signed it has ended, and no node has it: whether it was ever sent is not known",
            $"tx rebroadcast {id} to send it after all, or tx cancel {id}, or choose another --lane");
    }

    /// <summary>
    /// Lanes in the order in which to try them. A lane with nothing open in it may have to be opened, which costs gas; so before it
    /// comes first, the node is asked whether what fills the lanes below it is over: nobody may have waited for its end.
    /// </summary>
    private async Task<IReadOnlyList<uint>> LanesAsync(AccountOutbox account, Address sender, CancellationToken cancellationToken)
    {
        IReadOnlyList<OpenSlot> open = account.OpenSlots();
        IReadOnlyList<uint> lanes = LanePlan.Order(open, AutoLanes);
        if (open.Any(slot => slot.Lane == lanes[0]))
            return lanes;
        for (uint lane = 0; lane < lanes[0]; lane++)
            account.Settle(lane, account.Raise(lane, await session.LaneAsync(sender, lane, cancellationToken)));
        return LanePlan.Order(account.OpenSlots(), AutoLanes);
    }

    /// <summary>A node had it and forgot it: the same bytes once more. Null when that removed the stall.</summary>
    private async Task<Stall?> SendAgainAsync(Stall stall, CancellationToken cancellationToken)
    {
        TransactionStatus status = await session.AskAsync(c => c.SubmitAsync(stall.Entry.Transaction, cancellationToken));
        return status.State is TransactionState.Refused or TransactionState.Unknown ? stall : null;
    }

    private static SlotChoice Wanted(uint lane, ulong sequence, LaneView view)
    {
        if (sequence < view.Sequence)
            throw new WalletException(ProblemKind.Refused, "sequence-used", $"sequence {sequence} of lane {lane} is used; {view.Sequence} is next", null, "leave --sequence out");
        return new SlotChoice(lane, sequence, view, 0);
    }

    private async Task<SimulateTransactionResponse> SimulateAsync(Transaction draft, CancellationToken cancellationToken) =>
        await session.AskRepeatedlyAsync(c => c.SimulateAsync(draft, 0, cancellationToken));

    /// <summary>
    /// Gas above the least. A contract is charged at least half of its limit, so what it really used is told apart; a failing one tells it too, since
    /// it may be sent all the same.
    /// </summary>
    private static ulong? ExtraOf(SimulateTransactionResponse simulation, Transaction draft)
    {
        if (simulation.Receipt is not { } receipt || (receipt.Status != 0 && !draft.Body.Action.RunsContract))
            return null;
        ulong used = draft.Body.Action.RunsContract ? simulation.GasExecuted : receipt.GasUsed;
        return used - Math.Min(used, GasSchedule.Minimum(draft));
    }

    /// <summary>What it costs at the price of now. Native actions cost what their simulation did; for a contract the limit counts too.</summary>
    private Amount? ExpectedFee(UnsignedTransaction preview, TransactionIntent intent, SimulateTransactionResponse simulation, ulong? extra)
    {
        if (!preview.Action.RunsContract)
            return simulation.Receipt is { } receipt && Amount.TryParse(receipt.Fee + AmountText.GrainUnit, out Amount told, out _) ? told : null;
        if (extra is not { } used)
            return null;
        ulong gas = GasSchedule.Charged(preview, GasSchedule.Minimum(TransactionShape.Draft(preview, intent.Sender)) + used);
        return FeeMath.TryFee(gas, Math.Min(preview.MaxFee, session.Status.BaseFee + preview.Tip), out Amount fee) ? fee : null;
    }

    /// <summary>The gas that the balance pays for beside what the action takes; null when it is not even the least.</summary>
    private async Task<ulong?> AffordableAsync(TransactionIntent intent, FeeTerms terms, CancellationToken cancellationToken)
    {
        if (!intent.Action.RunsContract || terms.MaxFee == 0)
            return null;
        GetAccountResponse account = await session.AccountAsync(Address.OfKey(intent.Sender), 0, cancellationToken);
        if (!Amount.TryParse(account.Balance + AmountText.GrainUnit, out Amount balance, out _) || !balance.TrySubtract(intent.Action.Debit, out Amount rest))
            return null;
        UInt128 gas = (UInt128)rest.Grains * PriceUnitGas / terms.MaxFee;
        return (ulong)UInt128.Min(gas, terms.GasMax) is var affordable && affordable > GasSchedule.Transaction ? affordable : null;
    }

    /// <summary>How far ahead expiry is set, and the most gas of a block. Seven eighths of the window: a node that is a few blocks behind must not find the expiry too far ahead.</summary>
    private async Task<(ulong ExpiryBlocks, ulong GasMax)> RulesAsync(CancellationToken cancellationToken)
    {
        GetParametersResponse parameters = await session.AskAsync(c => c.GetParametersAsync(cancellationToken));
        ulong window = parameters.Values.FirstOrDefault(static value => value.Name == ExpiryWindowName)?.Value ?? 0;
        if (window is 0 or > ProtocolLimits.HeightMax)
            throw new WalletException(ProblemKind.Unreachable, "bad-answer", "the node does not say how far ahead transactions may expire", null, "name another with --node URL");
        ulong gasMax = parameters.Values.FirstOrDefault(static value => value.Name == BlockGasName)?.Value ?? ProtocolLimits.GasMax;
        return (Math.Max(1, window / 8 * 7), gasMax);
    }

    private static void RequireExpiry(ulong expiry, ulong height, ulong expiryBlocks)
    {
        ulong window = (expiryBlocks / 7 * 8) + 8;
        if (expiry <= height)
            throw new WalletException(ProblemKind.Usage, "expiry", $"expiry height {expiry} has passed: the chain is at {height}", null, "leave --expires out, or name a later height");
        if (expiry > height + window)
            throw new WalletException(ProblemKind.Usage, "expiry", $"expiry height {expiry} is too far ahead: the chain is at {height}", null, "leave --expires out, or name an earlier height");
    }

    /// <summary>The limit in the most expensive place, the first of a new lane with long numbers: what is promised to the user holds for any slot.</summary>
    private ulong LargestLimit(TransactionIntent intent, ulong expiry, FeeTerms terms, ulong? extra)
    {
        bool mayOpen = intent.Lane != 0 && intent.Sequence is null or 0;
        UnsignedTransaction opening = TransactionShape.Make(session.Network.GenesisHash, intent, mayOpen ? intent.Lane ?? ProtocolLimits.LaneMax : intent.Lane ?? 0, 0, expiry, terms, extra);
        UnsignedTransaction late = TransactionShape.Make(session.Network.GenesisHash, intent, ProtocolLimits.LaneMax, uint.MaxValue, ProtocolLimits.HeightMax, terms, extra);
        return Math.Max(opening.GasLimit, late.GasLimit);
    }

    private static void RequireWithin(UnsignedTransaction body, Amount feeBound)
    {
        bool isWithin = FeeMath.TryFee(body.GasLimit, body.MaxFee, out Amount fee) && fee <= feeBound;
        Invariant.Holds(isWithin, "what is signed costs no more than what was shown");
    }
}
