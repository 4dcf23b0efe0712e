using System.CommandLine;
using System.Globalization;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Contracts;
using Chain.Wallet.Names;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet contract events: what a contract announced, each event read by the code that emitted it.</summary>
internal static class ContractEventsCommand
{
    private const int PagesMax = 100;

    private static readonly Option<string?> s_name = new("--name") { Description = "Only events of this name.", HelpName = "NAME" };
    private static readonly Option<ulong> s_fromHeight = new("--from-height") { Description = "Begin at this height. Default: the oldest block that the node keeps.", HelpName = "H" };
    private static readonly Option<int> s_limit = new("--limit") { Description = "At most so many, 1 to 1000.", HelpName = "N", DefaultValueFactory = static _ => 100 };
    private static readonly Option<string?> s_cursor = new("--cursor") { Description = "Go on where an earlier answer ended.", HelpName = "C" };

    public static Command Build() =>
        new Leaf("events", "What a contract announced, oldest first.", RunAsync, ContractCommands.Who, s_name, s_fromHeight, s_limit, s_cursor);

    private static async Task<CommandResult> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        int limit = run.Value(s_limit);
        if (limit is < 1 or > 1000)
            throw new WalletException(ProblemKind.Usage, "limit", "--limit is 1 to 1000");
        NodeSession session = await run.SessionAsync(cancellationToken);
        ResolvedAddress who = run.Resolver(session.Network).Resolve(run.Value(ContractCommands.Who));
        var flow = new WriteFlow(run);
        ContractDirectory contracts = flow.Contracts(session);
        KnownContract contract = await contracts.RequireAsync(who.Address, who.Text, cancellationToken);
        string? name = run.Value(s_name);
        if (name is not null && contract.Abi.FindEvent(name) is null)
            run.Report.Warn("no-event", $"{contract.Abi.Name} declares no event '{Display.Safe(name)}' now");
        (List<ContractEvent> events, string next) = await ReadAsync(run, session, who.Text, name ?? "", limit, cancellationToken);
        await contracts.LoadCodesAsync(events.Select(CodeOf), cancellationToken);
        ContractValueText values = flow.Values(session.Network);
        return new CommandResult(
            json =>
            {
                json.WriteString("contract", who.Text);
                json.WriteStartArray("events");
                foreach (ContractEvent item in events)
                {
                    json.WriteStartObject();
                    json.WriteNumber("height", item.Height);
                    json.WriteNumber("index", item.Index);
                    json.WriteNumber("event", item.Event);
                    json.WriteString("transactionId", item.TransactionIdHex);
                    json.WriteString("name", item.Name);
                    TransactionEffects.WriteFields(json, session.Network, contracts.KnownCode(CodeOf(item)), item.Name, item.Data.Span);
                    json.WriteString("data", "0x" + Convert.ToHexStringLower(item.Data.Span));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteString("nextCursor", next);
            },
            page =>
            {
                if (events.Count == 0)
                    page.Line("no events");
                foreach (ContractEvent item in events)
                    page.Line($"{item.Height.ToString(CultureInfo.InvariantCulture)}  {TransactionEffects.EventText(contracts.KnownCode(CodeOf(item)), item.Name, item.Data.Span, values)}");
                if (next.Length > 0)
                    page.Line($"more: --cursor {next}");
            },
            string.Join('\n', events.Select(static item => item.Name)));
    }

    /// <summary>Each page looks through a bounded number of blocks and may be empty: goes on until there are enough events, or no more.</summary>
    private static async Task<(List<ContractEvent> Events, string Next)> ReadAsync(Invocation run, NodeSession session, string contract, string name, int limit, CancellationToken cancellationToken)
    {
        var events = new List<ContractEvent>();
        string cursor = run.Value(s_cursor) ?? "";
        for (int page = 0; page < PagesMax; page++)
        {
            var request = new ListEventsRequest { Contract = contract, Name = name, FromHeight = run.Value(s_fromHeight), PageSize = (uint)(limit - events.Count), Cursor = cursor };
            ListEventsResponse answer = await session.AskAsync(c => c.Contracts.ListEventsAsync(request, cancellationToken));
            events.AddRange(answer.Events);
            cursor = answer.NextCursor;
            if (cursor.Length == 0 || events.Count >= limit)
                break;
        }
        return (events, cursor);
    }

    private static Hash256 CodeOf(ContractEvent item) => item.CodeHash.Length == Hash256.Length ? new Hash256(item.CodeHash.Span) : default;
}
