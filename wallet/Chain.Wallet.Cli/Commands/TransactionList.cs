using System.CommandLine;
using System.Globalization;
using Chain.Types;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Networks;
using Chain.Wallet.Nodes;
using Chain.Wallet.Outbox;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet tx list: what this wallet signed, and what became of it.</summary>
internal static class TransactionList
{
    public static Option<int> Limit { get; } = new("--limit") { Description = "At most so many that are over, 0 to 1000.", HelpName = "N", DefaultValueFactory = static _ => 20 };

    public static async Task<CommandResult> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        int limit = run.Value(Limit);
        if (limit is < 0 or > 1000)
            throw new WalletException(ProblemKind.Usage, "limit", "--limit is 0 to 1000");
        Network network = run.RequireKnown();
        OutboxDirectory outbox = run.Outbox(network);
        List<OutboxEntry> entries = [.. outbox.Accounts().SelectMany(account => outbox.Of(account).List(limit))];
        if (!run.IsOffline && entries.Exists(static entry => entry.IsOpen))
            entries = await RefreshAsync(run, entries, cancellationToken);
        OutboxEntry[] shown = [.. entries.Where(static entry => entry.IsOpen), .. entries.Where(static entry => !entry.IsOpen).OrderByDescending(static entry => entry.SignedAtMs).Take(limit)];
        return new CommandResult(
            json =>
            {
                json.WriteStartArray("transactions");
                foreach (OutboxEntry entry in shown)
                {
                    json.WriteStartObject();
                    json.WriteString("transactionId", entry.Transaction.Id.ToString());
                    json.WriteString("state", StateName(entry.State));
                    json.WriteString("detail", entry.Detail);
                    json.WriteBoolean("open", entry.IsOpen);
                    json.WriteNumber("signedAtMs", entry.SignedAtMs);
                    TransactionJson.WriteBody(json, network, entry.Transaction.Sender, entry.Transaction.Body);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            page =>
            {
                if (shown.Length == 0)
                    page.Line("nothing was signed yet");
                else
                    page.Table(["transaction", "state", "action", ">amount", "slot", ">expires"], shown.Select(static entry => Row(entry)));
            },
            string.Join('\n', shown.Select(static entry => entry.Transaction.Id.ToString())));
    }

    private static string[] Row(OutboxEntry entry)
    {
        UnsignedTransaction body = entry.Transaction.Body;
        string state = StateName(entry.State) + (entry.Detail.Length is > 0 and < 64 && entry.Detail != "SUCCESS" ? $" ({entry.Detail})" : "");
        return
        [
            entry.Transaction.Id.ToString(), state, TransactionFacts.ActionWords(body.Action), TransactionFacts.AmountOf(body.Action).ToString(), $"{body.Lane}/{body.Sequence}",
            body.ExpiryHeight.ToString(CultureInfo.InvariantCulture),
        ];
    }

    /// <summary>Asks for the fate of open ones. Without a node the list is shown as it was last known.</summary>
    private static async Task<List<OutboxEntry>> RefreshAsync(Invocation run, List<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        try
        {
            NodeSession session = await run.SessionAsync(cancellationToken);
            TransactionSender sender = run.Sender(session);
            var fresh = new List<OutboxEntry>(entries.Count);
            foreach (OutboxEntry entry in entries)
                fresh.Add(entry.IsOpen ? await sender.RefreshAsync(entry, cancellationToken) : entry);
            return fresh;
        }
        catch (WalletException e) when (e.Problem.Kind == ProblemKind.Unreachable)
        {
            run.Report.Warn("not-refreshed", "the node cannot be reached: open transactions are shown as they were last known");
            return entries;
        }
    }

    /// <summary>A state's name for people and programs.</summary>
    public static string StateName(OutboxState state) => state switch
    {
        OutboxState.Signed => "signed",
        OutboxState.Sent => "sent",
        OutboxState.Final => "final",
        OutboxState.Proven => "proven",
        OutboxState.Expired => "expired",
        OutboxState.Replaced => "replaced",
        OutboxState.Refused => "refused",
        _ => "slot used",
    };
}
