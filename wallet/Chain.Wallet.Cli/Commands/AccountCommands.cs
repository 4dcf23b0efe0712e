using System.CommandLine;
using System.Globalization;
using Chain.Protocol.V1;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Names;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet balance, account, history: what an account has and did.</summary>
internal static class AccountCommands
{
    private static readonly Argument<string?> s_who = new("who") { Description = "An address, a key's name, a name from the book, or dev0 to dev9. Default: the acting key.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<int> s_limit = new("--limit") { Description = "At most so many, 1 to 1000.", HelpName = "N", DefaultValueFactory = static _ => 20 };
    private static readonly Option<string?> s_cursor = new("--cursor") { Description = "Go on where an earlier answer ended.", HelpName = "C" };
    private static readonly Option<uint> s_lane = new("--lane") { Description = "The lane whose sequence is shown.", HelpName = "N" };

    public static IEnumerable<Command> Build() =>
    [
        new Leaf("balance", "What an account has. Verified against the validators' signatures when the genesis file is known.", BalanceAsync, s_who),
        new Leaf("account", "An account: balance, sequence, bonded coins.", ShowAsync, s_who, s_lane),
        new Leaf("history", "An account's transactions, newest first.", HistoryAsync, s_who, s_limit, s_cursor),
    ];

    private static async Task<CommandResult> BalanceAsync(Invocation run, CancellationToken cancellationToken)
    {
        NodeSession session = await run.SessionAsync(cancellationToken);
        ResolvedAddress who = run.Who(run.Value(s_who), session.Network);
        BalanceAnswer answer = await BalanceReading.ReadAsync(run, session, who.Address, cancellationToken);
        string coins = answer.Balance.ToString();
        return new CommandResult(
            json =>
            {
                json.WriteString("address", who.Text);
                json.WriteString("name", who.Name ?? "");
                json.WriteString("balance", TransactionJson.Grains(answer.Balance));
                json.WriteNumber("height", answer.Height);
                json.WriteBoolean("verified", answer.IsVerified);
                json.WriteString("assurance", answer.Assurance);
            },
            page =>
            {
                page.Line(coins);
                page.Line($"  {who.Text}{(who.Name is null ? "" : $" ({who.Name})")}");
                page.Line($"  at height {answer.Height}, {answer.Assurance}");
            },
            TransactionJson.Grains(answer.Balance));
    }

    private static async Task<CommandResult> ShowAsync(Invocation run, CancellationToken cancellationToken)
    {
        uint lane = run.Value(s_lane);
        if (lane > Types.ProtocolLimits.LaneMax)
            throw new WalletException(ProblemKind.Usage, "lane", $"--lane is 0 to {Types.ProtocolLimits.LaneMax}");
        NodeSession session = await run.SessionAsync(cancellationToken);
        ResolvedAddress who = run.Who(run.Value(s_who), session.Network);
        GetAccountResponse account = await session.AccountAsync(who.Address, lane, cancellationToken);
        Primitives.Amount balance = AmountInput.FromNode(account.Balance);
        return new CommandResult(
            json =>
            {
                json.WriteString("address", who.Text);
                json.WriteString("name", who.Name ?? "");
                json.WriteBoolean("exists", account.Exists);
                json.WriteNumber("height", account.Height);
                json.WriteString("balance", TransactionJson.Grains(balance));
                json.WriteNumber("lane", lane);
                json.WriteNumber("sequence", account.Sequence);
                json.WriteNumber("pendingSequence", account.PendingSequence);
                StakeJson.WriteBonds(json, account);
            },
            page =>
            {
                page.Fields(
                    ("address", who.Text), ("name", who.Name ?? "-"), ("balance", $"{balance}, as told by the node"),
                    ("sequence", $"{account.Sequence} in lane {lane}{(account.PendingSequence > account.Sequence ? $", {account.PendingSequence} behind what waits" : "")}"),
                    ("height", account.Height.ToString(CultureInfo.InvariantCulture)));
                if (!account.Exists)
                    page.Line("the account does not exist yet: nothing was ever sent to it");
                StakeJson.ShowBonds(page, account);
            },
            who.Text);
    }

    private static async Task<CommandResult> HistoryAsync(Invocation run, CancellationToken cancellationToken)
    {
        int limit = run.Value(s_limit);
        if (limit is < 1 or > 1000)
            throw new WalletException(ProblemKind.Usage, "limit", "--limit is 1 to 1000");
        NodeSession session = await run.SessionAsync(cancellationToken);
        ResolvedAddress who = run.Who(run.Value(s_who), session.Network);
        ListTransactionsResponse response = await session.AskAsync(c => c.ListTransactionsAsync(who.Text, limit, run.Value(s_cursor) ?? "", 0, cancellationToken));
        return new CommandResult(
            json =>
            {
                json.WriteString("address", who.Text);
                json.WriteStartArray("transactions");
                foreach (TransactionSummary item in response.Transactions)
                {
                    json.WriteStartObject();
                    json.WriteString("transactionId", item.TransactionIdHex);
                    json.WriteNumber("height", item.Height);
                    json.WriteNumber("index", item.Index);
                    json.WriteNumber("timeMs", item.TimeMs);
                    json.WriteString("action", item.Action);
                    json.WriteString("from", item.From);
                    json.WriteString("to", item.To);
                    json.WriteString("amount", item.Amount);
                    json.WriteString("change", item.Change);
                    json.WriteString("fee", item.Fee);
                    json.WriteString("code", item.Code);
                    json.WriteString("method", item.Method);
                    json.WriteString("failureCode", item.FailureCode);
                    json.WriteString("message", item.Message);
                    json.WriteNumber("line", item.Line);
                    json.WriteString("memo", item.Memo);
                    json.WriteNumber("lane", item.Lane);
                    json.WriteNumber("sequence", item.Sequence);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteString("nextCursor", response.NextCursor);
            },
            page =>
            {
                if (response.Transactions.Count == 0)
                    page.Line("no transactions");
                else
                    page.Table([">height", "time (UTC)", "action", "other party", ">change", "result", "memo"], response.Transactions.Select(item => Row(item, who.Text)));
                if (response.NextCursor.Length > 0)
                    page.Line($"more: --cursor {response.NextCursor}");
            },
            string.Join('\n', response.Transactions.Select(static item => item.TransactionIdHex)));
    }

    private static string[] Row(TransactionSummary item, string who)
    {
        bool isOutgoing = item.From == who;
        return [item.Height.ToString(CultureInfo.InvariantCulture), Time(item.TimeMs), Action(item), isOutgoing ? item.To : item.From, Change(item.Change), Result(item), item.Memo];
    }

    /// <summary>What it really changed: nothing where it failed, and also what a contract paid.</summary>
    private static string Change(string grains)
    {
        bool isLoss = grains.StartsWith('-');
        return !Primitives.Amount.TryParse((isLoss ? grains[1..] : grains) + Primitives.AmountText.GrainUnit, out Primitives.Amount value, out _) ? Display.Safe(grains)
            : value == Primitives.Amount.Zero ? "" : (isLoss ? "-" : "+") + value;
    }

    private static string Action(TransactionSummary item) => item.Method.Length == 0 ? item.Action : $"{item.Action} {item.Method}";

    /// <summary>What a contract says of its failure is quoted, since it could say anything.</summary>
    private static string Result(TransactionSummary item)
    {
        if (item.FailureCode.Length == 0)
            return item.Code;
        return item.Line == 0 ? $"{item.Code} '{item.FailureCode}'" : string.Create(CultureInfo.InvariantCulture, $"{item.Code} '{item.FailureCode}' line {item.Line}");
    }

    private static string Time(ulong ms) => ms <= Types.ProtocolLimits.TimeMsMax && ms < 253_402_300_800_000
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)ms).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : "?";
}
