using System.CommandLine;
using Chain.Primitives.Encoding;
using Chain.Protocol.V1;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet contract list: the contracts of the chain, with the names that the user gave them.</summary>
internal static class ContractListCommand
{
    private const int CodeCharsShown = 12;

    private static readonly Option<int> s_limit = new("--limit") { Description = "At most so many, 1 to 100.", HelpName = "N", DefaultValueFactory = static _ => 100 };
    private static readonly Option<string?> s_cursor = new("--cursor") { Description = "Go on where an earlier answer ended.", HelpName = "C" };

    public static Command Build() => new Leaf("list", "The contracts of the chain, in the order in which they were made.", RunAsync, s_limit, s_cursor);

    private static async Task<CommandResult> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        int limit = run.Value(s_limit);
        if (limit is < 1 or > 100)
            throw new WalletException(ProblemKind.Usage, "limit", "--limit is 1 to 100");
        NodeSession session = await run.SessionAsync(cancellationToken);
        ListContractsResponse answer = await session.AskAsync(c => c.Contracts.ListAsync(limit, run.Value(s_cursor) ?? "", cancellationToken));
        var flow = new WriteFlow(run);
        string NameOf(string address) =>
            AddressText.TryParse(address, session.Network.AddressPrefix, out Primitives.Address parsed, out _) ? flow.NameOf(session.Network, parsed) ?? "" : "";
        return new CommandResult(
            json =>
            {
                json.WriteNumber("height", answer.Height);
                json.WriteStartArray("contracts");
                foreach (ContractSummary item in answer.Contracts)
                {
                    json.WriteStartObject();
                    json.WriteString("address", item.Address);
                    json.WriteString("name", item.Name);
                    json.WriteString("bookName", NameOf(item.Address));
                    json.WriteString("codeHash", item.CodeHashHex);
                    json.WriteString("upgrader", item.Upgrader);
                    json.WriteString("balance", item.Balance);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteString("nextCursor", answer.NextCursor);
            },
            page =>
            {
                if (answer.Contracts.Count == 0)
                    page.Line("no contracts");
                else
                    page.Table(["address", "class", "in your book", "code", "upgradable", ">balance"], answer.Contracts.Select(item => Row(item, NameOf(item.Address))));
                if (answer.NextCursor.Length > 0)
                    page.Line($"more: --cursor {answer.NextCursor}");
            },
            string.Join('\n', answer.Contracts.Select(static item => item.Address)));
    }

    private static string[] Row(ContractSummary item, string bookName) =>
    [
        item.Address, item.Name, bookName.Length == 0 ? "" : "@" + bookName, item.CodeHashHex.Length > CodeCharsShown ? item.CodeHashHex[..CodeCharsShown] : item.CodeHashHex,
        item.Upgrader.Length == 0 ? "never" : "yes", AmountInput.FromNode(item.Balance).ToString(),
    ];
}
