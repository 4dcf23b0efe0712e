using System.CommandLine;
using Chain.Primitives.Crypto;
using Chain.Protocol.V1;
using Chain.Types;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Contracts;
using Chain.Wallet.Fees;
using Chain.Wallet.Networks;
using Chain.Wallet.Nodes;
using Chain.Wallet.Outbox;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet tx …: transactions by themselves: on their way between machines, on their way into the chain, and afterwards.</summary>
internal static class TransactionCommands
{
    private const int HexMax = 4 * ProtocolLimits.TransactionBytesMax;

    private static readonly Argument<string> s_to = new("to") { Description = "Who gets it." };
    private static readonly Argument<string> s_amount = new("amount") { Description = "How much." };
    private static readonly Argument<string> s_file = new("file") { Description = "A transaction file; - is standard input." };
    private static readonly Argument<string> s_id = new("id") { Description = "The transaction's id: 64 hexadecimal digits." };
    private static readonly Argument<string> s_fileOrHex = new("what") { Description = "A transaction file, or a transaction or body in hexadecimal." };
    private static readonly Option<string?> s_out = new("--out") { Description = "Write the signed transaction to this file. Default: standard output.", HelpName = "FILE" };

    public static Command Build() => new("tx", "Transactions: build, sign, broadcast apart; their fate; cancel and replace.")
    {
        new Leaf("build", "Build an unsigned transfer for another machine to sign. Stake commands do the same with --out.", BuildAsync, [s_to, s_amount, .. WriteOptions.Shaping, WriteOptions.Out, WriteOptions.DryRun]),
        new Leaf("sign", "Sign a transaction file. Needs no network.", Sign, s_file, s_out),
        new Leaf("broadcast", "Send a signed transaction file.", BroadcastAsync, [s_file, .. WriteOptions.Waiting]),
        new Leaf("rebroadcast", "Send the same bytes of an earlier transaction again. Always safe: they can be included only once.", RebroadcastAsync, [s_id, .. WriteOptions.Waiting]),
        new Leaf("status", "What became of a transaction.", StatusAsync, s_id),
        new Leaf("wait", "Wait until a transaction is final.", WaitAsync, [s_id, .. WriteOptions.Waiting]),
        new Leaf("list", "The transactions that this wallet signed.", TransactionList.RunAsync, TransactionList.Limit),
        new Leaf("decode", "What a transaction says, from its bytes alone. Needs no network.", Decode, s_fileOrHex),
        new Leaf("cancel", "Take an open transaction's place with one that does nothing.", (run, cancel) => ReplaceAsync(run, isCancel: true, cancel), [s_id, WriteOptions.MaxFee, WriteOptions.Tip, .. WriteOptions.Waiting]),
        new Leaf("replace", "Take an open transaction's place with the same one at a higher fee.", (run, cancel) => ReplaceAsync(run, isCancel: false, cancel), [s_id, WriteOptions.MaxFee, WriteOptions.Tip, .. WriteOptions.Waiting]),
    };

    private static async Task<CommandResult> BuildAsync(Invocation run, CancellationToken cancellationToken)
    {
        Primitives.Amount amount = AmountInput.ParsePositive(run.Value(s_amount));
        if (run.Value(WriteOptions.Out) is null && !run.Value(WriteOptions.DryRun))
            throw new WalletException(ProblemKind.Usage, "no-file", "it is not said where the transaction should go", null, "add --out FILE, or --dry-run to only look at it");
        return await new WriteFlow(run).SendAsync(
            (session, _) => Task.FromResult<TransactionAction>(new TransactionAction.Transfer(run.Resolver(session.Network).Resolve(run.Value(s_to)).Address, amount)), cancellationToken);
    }

    private static CommandResult Sign(Invocation run)
    {
        TransactionFile file = ReadFile(run.Value(s_file));
        Network network = run.RequireKnown();
        RequireChain(network, file);
        if (file.Signed is not null)
            throw new WalletException(ProblemKind.Usage, "signed-already", "this transaction is signed already", null, "tx broadcast sends it");
        var flow = new WriteFlow(run);
        Primitives.Address sender = Primitives.Address.OfKey(file.Sender);
        FeePolicy.RequireReasonable(file.Body.GasLimit, new FeeTerms(file.Body.MaxFee, file.Body.Tip), isAskedFor: true);
        SigningKey key = KeyOf(run, network, file.Sender);
        flow.Show([.. flow.Facts(network).OfBody(sender, file.Body)], []);
        run.Terminal.Confirm("Sign this?");
        using PrivateKey secret = run.Keys.Unlock(key);
        Types.Transaction signed = file.Body.Sign(file.Sender, secret.Sign(file.Body.SigningDigest()));
        byte[] content = (file with { Signed = signed }).Encode(network);
        string? path = run.Value(s_out);
        if (path is not null)
            InputFile.WriteNew(path, content);
        return new CommandResult(
            json =>
            {
                json.WriteString("transactionId", signed.Id.ToString());
                TransactionJson.WriteBody(json, network, sender, file.Body);
                json.WriteString("transaction", Convert.ToHexStringLower(signed.Encoded.Span));
                if (path is not null)
                    json.WriteString("file", path);
            },
            page =>
            {
                if (path is null)
                    page.Raw(System.Text.Encoding.UTF8.GetString(content));
                else
                    page.Line($"transaction {signed.Id} is signed, in {path}");
            },
            path is null ? System.Text.Encoding.UTF8.GetString(content).TrimEnd() : signed.Id.ToString());
    }

    private static async Task<CommandResult> BroadcastAsync(Invocation run, CancellationToken cancellationToken)
    {
        var flow = new WriteFlow(run);
        (WaitPolicy wait, TimeSpan timeout) = (flow.Wait(), flow.Timeout());
        TransactionFile file = ReadFile(run.Value(s_file));
        Types.Transaction signed = file.Signed ?? throw new WalletException(ProblemKind.Usage, "unsigned", "this transaction is not signed", null, "tx sign it first");
        NodeSession session = await run.SessionAsync(cancellationToken);
        RequireChain(session.Network, file);
        await flow.KnowAsync(session, signed.Body.Action, cancellationToken);
        flow.Show([.. flow.Facts(session.Network).OfBody(signed.Sender, signed.Body)], []);
        run.Terminal.Confirm("Send this?");
        OutboxEntry entry = await run.Sender(session).AdoptAsync(signed, cancellationToken);
        return await flow.DeliverAsync(session, entry, wait, timeout, cancellationToken);
    }

    private static async Task<CommandResult> RebroadcastAsync(Invocation run, CancellationToken cancellationToken)
    {
        var flow = new WriteFlow(run);
        (WaitPolicy wait, TimeSpan timeout) = (flow.Wait(), flow.Timeout());
        TransactionId id = TransactionIdInput.Parse(run.Value(s_id));
        NodeSession session = await run.SessionAsync(cancellationToken);
        OutboxEntry entry = run.Outbox(session.Network).Find(id) ?? throw NotOurs(id);
        return await flow.DeliverAsync(session, entry, wait, timeout, cancellationToken);
    }

    private static async Task<CommandResult> StatusAsync(Invocation run, CancellationToken cancellationToken)
    {
        TransactionId id = TransactionIdInput.Parse(run.Value(s_id));
        NodeSession session = await run.SessionAsync(cancellationToken);
        OutboxEntry? entry = run.Outbox(session.Network).Find(id);
        GetTransactionResponse response = entry is null
            ? await session.AskAsync(c => c.GetTransactionAsync(id, 0, cancellationToken))
            : await session.AskAsync(c => c.GetTransactionAsync(entry.Transaction, 0, cancellationToken));
        if (entry is not null)
            await run.Sender(session).RefreshAsync(entry, cancellationToken);
        TransactionStatus status = response.Status;
        if (entry is null && status.State is TransactionState.Unknown or TransactionState.Unspecified && response.Transaction.IsEmpty)
            throw new WalletException(ProblemKind.NotFound, "unknown-transaction", $"neither this wallet nor the node knows transaction {id}", null, "check the id and the network");
        string state = OutcomeReport.StateOf(SubmissionOutcomes.Of(status));
        var flow = new WriteFlow(run);
        TransactionEffects? effects = Decoded(entry, response) is { } included ? await flow.EffectsAsync(session, included, SubmissionOutcomes.Of(status), cancellationToken) : null;
        FailureReport? failure = effects?.Failure(status.Code);
        return new CommandResult(
            json =>
            {
                json.WriteString("transactionId", id.ToString());
                json.WriteString("state", state);
                json.WriteString("code", status.Code);
                json.WriteString("message", status.Message);
                json.WriteNumber("height", status.Height);
                json.WriteNumber("index", status.Index);
                json.WriteString("fee", status.Receipt?.Fee is { Length: > 0 } fee ? fee : "0");
                json.WriteString("replacedBy", status.ReplacedByHex);
                json.WriteNumber("asOfHeight", status.AsOfHeight);
                json.WriteBoolean("settled", status.Settled);
                json.WriteBoolean("ours", entry is not null);
                if (Decoded(entry, response) is { } transaction)
                    TransactionJson.WriteBody(json, session.Network, transaction.Sender, transaction.Body);
                effects?.Write(json, session.Network);
                if (failure is not null)
                    ContractJson.WriteFailure(json, session.Network, failure);
            },
            page =>
            {
                page.Fields(
                    ("transaction", id.ToString()), ("state", state + (status.Code is "" or "SUCCESS" ? "" : $" ({status.Code})") + (failure?.Place is { } place ? $", {place}" : "")),
                    ("block", status.Height == 0 ? "none" : $"{status.Height}, transaction {status.Index}"), ("as of", $"height {status.AsOfHeight}"));
                if (failure is not null || status.Message.Length > 0)
                    page.Line(failure?.Sentence ?? status.Message);
                foreach (string line in failure?.Excerpt ?? [])
                    page.Line("  " + line);
                if (Decoded(entry, response) is { } transaction)
                    page.Fields(flow.Facts(session.Network).OfBody(transaction.Sender, transaction.Body).Concat(effects?.Facts(flow.Values(session.Network)) ?? []).Select(static fact => (fact.Name, fact.Value)));
            },
            state);
    }

    private static async Task<CommandResult> WaitAsync(Invocation run, CancellationToken cancellationToken)
    {
        var flow = new WriteFlow(run);
        (WaitPolicy wait, TimeSpan timeout) = (flow.Wait(), flow.Timeout());
        TransactionId id = TransactionIdInput.Parse(run.Value(s_id));
        NodeSession session = await run.SessionAsync(cancellationToken);
        OutboxEntry? entry = run.Outbox(session.Network).Find(id);
        if (entry is null)
        {
            GetTransactionResponse response = await session.AskAsync(c => c.GetTransactionAsync(id, 0, cancellationToken));
            Types.Transaction? known = Decoded(null, response);
            if (known is null || known.Id != id)
                throw new WalletException(ProblemKind.NotFound, "unknown-transaction", $"neither this wallet nor the node has transaction {id}", null, "check the id and the network");
            entry = new OutboxEntry(session.Network.Name, known, OutboxState.Sent, "", default, 0);
            Delivery theirs = await WaitForOthersAsync(session, entry, wait, timeout, cancellationToken);
            return await flow.ReportAsync(session, theirs, wait, cancellationToken);
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        Delivery delivery = await run.Sender(session).WaitAsync(entry, wait, patience.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return await flow.ReportAsync(session, delivery, wait, cancellationToken);
    }

    /// <summary>Somebody else's transaction: waited for, but neither sent again nor written to the outbox.</summary>
    private static async Task<Delivery> WaitForOthersAsync(NodeSession session, OutboxEntry entry, WaitPolicy wait, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        Client.SubmissionOutcome outcome = new Client.SubmissionOutcome.Open("waiting for inclusion");
        try
        {
            await foreach (TransactionStatus status in session.Client.Streams.TransactionAsync(entry.Transaction, patience.Token))
            {
                outcome = SubmissionOutcomes.Of(status);
                if (wait == WaitPolicy.None || (status.Settled && (wait != WaitPolicy.Proven || status.State != TransactionState.Final)))
                    break;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time ran out; what is known so far is reported.
            return new Delivery(entry, outcome);
        }
        return new Delivery(entry, outcome);
    }

    private static CommandResult Decode(Invocation run)
    {
        string what = run.Value(s_fileOrHex);
        (PublicKey? sender, UnsignedTransaction body, Types.Transaction? signed) = Decode(what);
        Network network = run.Known is { } known && known.GenesisHash == body.GenesisHash
            ? known
            : new Network("unknown", body.GenesisHash, run.AddressPrefix, null, NetworkTrust.FirstUse);
        if (network.Name == "unknown")
            run.Report.Warn("other-chain", "this transaction is for a chain that this wallet does not know", "name its network with --network");
        bool isValid = signed is not null && VerifiedTransaction.Verify(signed, body.GenesisHash) is not null;
        if (signed is not null && !isValid)
            run.Report.Warn("signature", "the signature is wrong: no node takes this");
        Primitives.Address from = sender is { } key ? Primitives.Address.OfKey(key) : default;
        return new CommandResult(
            json =>
            {
                TransactionJson.WriteBody(json, network, from, body);
                json.WriteString("genesisHash", body.GenesisHash.ToString());
                json.WriteString("transactionId", signed?.Id.ToString() ?? "");
                json.WriteBoolean("signed", signed is not null);
                json.WriteBoolean("signatureValid", isValid);
            },
            page =>
            {
                page.Fields(new WriteFlow(run).Facts(network).OfBody(from, body).Select(static fact => (fact.Name, fact.Value)));
                page.Fields(("genesis", body.GenesisHash.ToString()), ("signed", signed is null ? "no" : isValid ? $"yes, id {signed.Id}" : "yes, but the signature is wrong"));
            },
            signed?.Id.ToString() ?? "");
    }

    private static (PublicKey? Sender, UnsignedTransaction Body, Types.Transaction? Signed) Decode(string what)
    {
        if (what.Length is > 100 and <= HexMax && what.All(char.IsAsciiHexDigit) && what.Length % 2 == 0)
        {
            byte[] bytes = Convert.FromHexString(what);
            if (Types.Transaction.TryDecode(bytes, out Types.Transaction? transaction) == Primitives.Encoding.DecodeError.None)
                return (transaction!.Key, transaction.Body, transaction);
            if (UnsignedTransaction.TryDecode(bytes, out UnsignedTransaction? body) == Primitives.Encoding.DecodeError.None)
                return (null, body!, null);
            throw new WalletException(ProblemKind.Usage, "not-canonical", "these bytes are neither a transaction nor a transaction's body", "they are not canonical, or something is cut off");
        }
        TransactionFile file = ReadFile(what);
        return (file.Sender, file.Body, file.Signed);
    }

    private static async Task<CommandResult> ReplaceAsync(Invocation run, bool isCancel, CancellationToken cancellationToken)
    {
        var flow = new WriteFlow(run);
        (WaitPolicy wait, TimeSpan timeout) = (flow.Wait(), flow.Timeout());
        FeeWishes wishes = flow.Fees();
        TransactionId id = TransactionIdInput.Parse(run.Value(s_id));
        NodeSession session = await run.SessionAsync(cancellationToken);
        TransactionSender sender = run.Sender(session);
        OutboxEntry old = run.Outbox(session.Network).Find(id) ?? throw NotOurs(id);
        old = await sender.RefreshAsync(old, cancellationToken);
        if (!old.IsOpen)
            throw new WalletException(ProblemKind.Refused, "not-open", $"transaction {id} is {TransactionList.StateName(old.State)}: there is nothing to {(isCancel ? "cancel" : "replace")}", null, "tx status tells more");
        UnsignedTransaction before = old.Transaction.Body;
        SigningKey key = KeyOf(run, session.Network, old.Transaction.Key);
        FeeTerms terms = FeePolicy.Replacing(new FeeTerms(before.MaxFee, before.Tip), FeePolicy.Terms(session.Status.BaseFee, wishes));
        TransactionAction action = isCancel ? new TransactionAction.Transfer(key.Address, Primitives.Amount.Zero) : before.Action;
        // A replacement of a replacement that failed must not be outlived by the first: it gets the same last height, or a later one.
        ulong expiry = before.ExpiryHeight;
        // What a contract takes was simulated when the first was made: its limit stays.
        FeeWishes kept = action.RunsContract ? FeeWishes.None with { GasLimit = before.GasLimit } : FeeWishes.None;
        var intent = new TransactionIntent(key.PublicKey, action, isCancel ? "" : before.Memo, kept, before.Lane, before.Sequence, expiry);
        UnsignedTransaction body = TransactionShape.Make(session.Network.GenesisHash, intent, before.Lane, before.Sequence, expiry, terms, null);
        FeePolicy.RequireReasonable(body.GasLimit, terms, wishes.MaxFee is not null);
        await flow.KnowAsync(session, action, cancellationToken);
        flow.Show([.. flow.Facts(session.Network).OfBody(key.Address, body), new Fact("replaces", id.ToString())], []);
        run.Terminal.Confirm("Sign and send this? Only one of the two will be included; which one is not certain until it is.");
        using PrivateKey secret = run.Keys.Unlock(key);
        OutboxEntry entry = await sender.SignReplacementAsync(body, id, secret, cancellationToken);
        return await flow.DeliverAsync(session, entry, wait, timeout, cancellationToken);
    }

    private static SigningKey KeyOf(Invocation run, Network network, PublicKey publicKey)
    {
        if (run.Value(GlobalOptions.From) is not null)
        {
            SigningKey named = run.Keys.Acting(network);
            return named.PublicKey == publicKey
                ? named
                : throw new WalletException(ProblemKind.Key, "other-key", $"key {named.Name} is not the sender of this transaction", null, "leave --from out: the right key is found by itself");
        }
        return run.Keys.ByPublicKey(publicKey, network) ?? throw new WalletException(
            ProblemKind.Key, "no-key", $"this wallet does not have the key of {network.Format(Primitives.Address.OfKey(publicKey))}", null, "key list shows the keys there are");
    }

    private static TransactionFile ReadFile(string path)
    {
        byte[] content = InputFile.Read(path, TransactionFile.BytesMax);
        string? problem = TransactionFile.TryDecode(content, out TransactionFile? file);
        return problem is null ? file! : throw new WalletException(ProblemKind.Usage, "transaction-file", $"'{Display.Safe(path)}' is no transaction file", Display.Safe(problem), "build it again");
    }

    private static void RequireChain(Network network, TransactionFile file)
    {
        if (file.Body.GenesisHash == network.GenesisHash && file.Network == network.Name)
            return;
        throw new WalletException(
            ProblemKind.WrongChain, "wrong-chain", $"this transaction is for network '{Display.Safe(file.Network)}' with genesis {file.Body.GenesisHash}",
            $"meant is '{network.Name}' with genesis {network.GenesisHash}", "name the right network with --network NAME");
    }

    private static Types.Transaction? Decoded(OutboxEntry? entry, GetTransactionResponse response)
    {
        if (entry is not null)
            return entry.Transaction;
        return Types.Transaction.TryDecode(response.Transaction.Span, out Types.Transaction? transaction) == Primitives.Encoding.DecodeError.None ? transaction : null;
    }

    private static WalletException NotOurs(TransactionId id) =>
        new(ProblemKind.NotFound, "unknown-transaction", $"this wallet did not sign transaction {id} on this network", null, "tx list shows those that it did");
}
