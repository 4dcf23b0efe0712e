using System.CommandLine;
using System.Globalization;
using Chain.Protocol.V1;
using Chain.Types;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Names;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet stake …: bonding coins to validators.</summary>
internal static class StakeCommands
{
    private const int PagesMax = 100;

    private static readonly Argument<string?> s_who = new("who") { Description = "Whose. Default: the acting key.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string> s_validator = new("validator") { Description = "The validator, by its operator's address or name." };
    private static readonly Argument<string> s_amount = new("amount") { Description = "How much: 1.5 or 1.5chn are coins, 1500grain is the smallest unit." };

    public static Command Build() => new("stake", "Bond coins to validators, and take them back.")
    {
        new Leaf("validators", "All validators, the strongest first.", ValidatorsAsync),
        new Leaf("status", "What an account has bonded, and what is coming back.", StatusAsync, s_who),
        new Leaf("delegate", "Bond coins to a validator.", DelegateAsync, [s_validator, s_amount, .. WriteOptions.All]),
        new Leaf("undelegate", "Take coins back from a validator; they are paid out when the unbonding time has passed.", UndelegateAsync, [s_validator, s_amount, .. WriteOptions.All]),
    };

    private static async Task<CommandResult> ValidatorsAsync(Invocation run, CancellationToken cancellationToken)
    {
        NodeSession session = await run.SessionAsync(cancellationToken);
        var validators = new List<ValidatorInfo>();
        string cursor = "";
        ListValidatorsResponse response;
        int pages = 0;
        do
        {
            response = await session.AskAsync(c => c.ListValidatorsAsync(0, cursor, 0, cancellationToken));
            validators.AddRange(response.Validators);
            cursor = response.NextCursor;
        }
        while (cursor.Length > 0 && ++pages < PagesMax);
        return new CommandResult(
            json =>
            {
                json.WriteNumber("height", response.Height);
                json.WriteNumber("totalPower", response.TotalPower);
                json.WriteStartArray("validators");
                foreach (ValidatorInfo validator in validators)
                {
                    json.WriteStartObject();
                    json.WriteString("operator", validator.Operator);
                    json.WriteString("consensusKey", validator.ConsensusKeyHex);
                    json.WriteString("stake", validator.Stake);
                    json.WriteNumber("power", validator.Power);
                    json.WriteBoolean("active", validator.Active);
                    json.WriteBoolean("accused", validator.Accused);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            page => page.Table(
                ["operator", ">stake", ">power", "state"],
                validators.Select(static validator => (string[])
                [
                    validator.Operator, AmountInput.FromNode(validator.Stake).ToString(), validator.Power.ToString(CultureInfo.InvariantCulture),
                    validator.Accused ? "accused" : validator.Active ? "active" : "waiting",
                ])),
            string.Join('\n', validators.Select(static validator => validator.Operator)));
    }

    private static async Task<CommandResult> StatusAsync(Invocation run, CancellationToken cancellationToken)
    {
        NodeSession session = await run.SessionAsync(cancellationToken);
        ResolvedAddress who = run.Who(run.Value(s_who), session.Network);
        GetAccountResponse account = await session.AccountAsync(who.Address, 0, cancellationToken);
        return new CommandResult(
            json =>
            {
                json.WriteString("address", who.Text);
                json.WriteNumber("height", account.Height);
                StakeJson.WriteBonds(json, account);
            },
            page =>
            {
                page.Line(who.Text);
                StakeJson.ShowBonds(page, account);
                if (account.Delegations.Count + account.Unbondings.Count == 0)
                    page.Line("nothing is bonded");
            });
    }

    private static Task<CommandResult> DelegateAsync(Invocation run, CancellationToken cancellationToken)
    {
        Primitives.Amount amount = AmountInput.ParsePositive(run.Value(s_amount));
        return new WriteFlow(run).SendAsync(
            (session, _) => Task.FromResult<TransactionAction>(new TransactionAction.Delegate(run.Resolver(session.Network).Resolve(run.Value(s_validator)).Address, amount)), cancellationToken);
    }

    private static Task<CommandResult> UndelegateAsync(Invocation run, CancellationToken cancellationToken)
    {
        Primitives.Amount amount = AmountInput.ParsePositive(run.Value(s_amount));
        return new WriteFlow(run).SendAsync(
            (session, _) => Task.FromResult<TransactionAction>(new TransactionAction.Undelegate(run.Resolver(session.Network).Resolve(run.Value(s_validator)).Address, amount)), cancellationToken);
    }
}
