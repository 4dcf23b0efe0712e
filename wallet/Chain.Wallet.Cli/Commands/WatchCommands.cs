using System.CommandLine;
using System.Globalization;
using Chain.Contracts;
using Chain.Primitives.Encoding;
using Chain.Protocol.V1;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Contracts;
using Chain.Wallet.Names;
using Chain.Wallet.Nodes;
using Chain.Wallet.Sending;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet watch …: what happens, as it happens. With --json one envelope a line. Ends with Ctrl+C, after --count, or when nobody reads any more.</summary>
internal static class WatchCommands
{
    private static readonly Option<ulong> s_fromHeight = new("--from-height") { Description = "Begin at this height. Default: the next block.", HelpName = "H" };
    private static readonly Option<ulong> s_count = new("--count") { Description = "End after so many. Default: never.", HelpName = "N" };
    private static readonly Option<string?> s_who = new("--who") { Description = "Only what concerns this account.", HelpName = "WHO" };
    private static readonly Option<string?> s_name = new("--name") { Description = "Only events of this name.", HelpName = "NAME" };

    public static Command Build() => new("watch", "What happens, as it happens.")
    {
        new Leaf("blocks", "Blocks.", BlocksAsync, s_fromHeight, s_count),
        new Leaf("txs", "Transactions.", TransactionsAsync, s_fromHeight, s_count, s_who),
        new Leaf("events", "Events.", EventsAsync, s_fromHeight, s_count, s_who, s_name),
    };

    private static async Task<CommandResult> BlocksAsync(Invocation run, CancellationToken cancellationToken)
    {
        NodeSession session = await run.SessionAsync(cancellationToken);
        var remaining = new Countdown(run.Value(s_count));
        await foreach (StreamBlocksResponse item in session.Client.Streams.BlocksAsync(run.Value(s_fromHeight), false, cancellationToken))
        {
            BlockSummary block = item.Summary;
            bool isRead = run.Report.PrintItem(new CommandResult(
                json =>
                {
                    json.WriteNumber("height", block.Height);
                    json.WriteString("blockId", block.BlockIdHex);
                    json.WriteNumber("timeMs", block.TimeMs);
                    json.WriteString("proposer", block.Proposer);
                    json.WriteNumber("round", block.Round);
                    json.WriteNumber("transactions", block.Transactions);
                    json.WriteString("baseFee", block.BaseFee.ToString(CultureInfo.InvariantCulture));
                    json.WriteNumber("gasUsed", block.GasUsed);
                },
                page => page.Line($"{block.Height}  {block.BlockIdHex[..Math.Min(16, block.BlockIdHex.Length)]}  {block.Transactions} transactions  round {block.Round}  by {block.Proposer}"),
                block.BlockIdHex));
            if (!isRead || remaining.IsOver())
                break;
        }
        return CommandResult.Printed;
    }

    private static async Task<CommandResult> TransactionsAsync(Invocation run, CancellationToken cancellationToken)
    {
        NodeSession session = await run.SessionAsync(cancellationToken);
        Primitives.Address? who = run.Value(s_who) is { } text ? run.Resolver(session.Network).Resolve(text).Address : null;
        var remaining = new Countdown(run.Value(s_count));
        await foreach (StreamBlocksResponse item in session.Client.Streams.BlocksAsync(run.Value(s_fromHeight), true, cancellationToken))
        {
            if (Types.Block.TryDecode(item.Block.Span, out Types.Block? block, out _) != DecodeError.None || block is null)
                throw new WalletException(ProblemKind.Unreachable, "bad-answer", "the node sent a block that is none", null, "name another with --node URL");
            foreach (Types.Transaction transaction in block.Transactions)
            {
                Primitives.Address? other = TransactionFacts.Counterparty(transaction.Body.Action);
                if (who is not null && transaction.Sender != who && other != who)
                    continue;
                if (!run.Report.PrintItem(Item(session, block.Header.Height, transaction, other)) || remaining.IsOver())
                    return CommandResult.Printed;
            }
        }
        return CommandResult.Printed;
    }

    private static CommandResult Item(NodeSession session, ulong height, Types.Transaction transaction, Primitives.Address? other) => new(
        json =>
        {
            json.WriteString("transactionId", transaction.Id.ToString());
            json.WriteNumber("height", height);
            TransactionJson.WriteBody(json, session.Network, transaction.Sender, transaction.Body);
        },
        page => page.Line($"{height}  {transaction.Id.ToString()[..16]}  {TransactionFacts.ActionWords(transaction.Body.Action)}  {TransactionFacts.AmountOf(transaction.Body.Action)}  {session.Network.Format(transaction.Sender)} > {(other is { } party ? session.Network.Format(party) : "-")}"),
        transaction.Id.ToString());

    private static async Task<CommandResult> EventsAsync(Invocation run, CancellationToken cancellationToken)
    {
        NodeSession session = await run.SessionAsync(cancellationToken);
        ResolvedAddress? who = run.Value(s_who) is { } text ? run.Resolver(session.Network).Resolve(text) : null;
        var remaining = new Countdown(run.Value(s_count));
        var flow = new WriteFlow(run);
        await foreach (StreamEventsResponse item in session.Client.Streams.EventsAsync(run.Value(s_fromHeight), who?.Text ?? "", run.Value(s_name) ?? "", "", cancellationToken))
        {
            // Of native events, which have no code, the data is shown as it is.
            Primitives.Hash256 code = item.CodeHash.Length == Primitives.Hash256.Length ? new(item.CodeHash.Span) : default;
            await flow.Contracts(session).LoadCodesAsync([code], cancellationToken);
            ContractAbi? abi = flow.Contracts(session).KnownCode(code);
            AddressText.TryParse(item.Source, session.Network.AddressPrefix, out Primitives.Address source, out _);
            bool isRead = run.Report.PrintItem(new CommandResult(
                json =>
                {
                    json.WriteNumber("height", item.Height);
                    json.WriteNumber("index", item.Index);
                    json.WriteNumber("event", item.Event);
                    json.WriteString("source", item.Source);
                    json.WriteString("name", item.Name);
                    TransactionEffects.WriteFields(json, session.Network, abi, item.Name, item.Data.Span);
                    json.WriteString("data", Convert.ToHexStringLower(item.Data.Span));
                    json.WriteString("transactionId", item.TransactionIdHex);
                    json.WriteString("cursor", item.Cursor);
                },
                page => page.Line($"{item.Height}  {flow.Values(session.Network).Name(source)}  {TransactionEffects.EventText(abi, item.Name, item.Data.Span, flow.Values(session.Network))}"),
                item.Name));
            if (!isRead || remaining.IsOver())
                break;
        }
        return CommandResult.Printed;
    }

    /// <summary>Counts down from a number; from zero it never ends.</summary>
    private sealed class Countdown(ulong left)
    {
        private readonly bool _isEndless = left == 0;

        public bool IsOver() => !_isEndless && --left == 0;
    }
}
