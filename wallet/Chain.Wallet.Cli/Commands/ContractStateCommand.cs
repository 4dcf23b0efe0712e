using System.CommandLine;
using Chain.Contracts;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Contracts;
using Chain.Wallet.Names;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet contract state: what a contract has stored, proved where the genesis file is known.</summary>
internal static class ContractStateCommand
{
    private static readonly Argument<string?> s_field = new("field") { Description = "The field. Default: all of them.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string[]> s_keys = new("keys") { Description = "The keys of a map, the index of a list, or the item of a set. Without: the value of a plain field, or how many entries there are.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Build() =>
        new Leaf("state", "What a contract has stored. Verified against the validators' signatures when the genesis file is known.", RunAsync, ContractCommands.Who, s_field, s_keys);

    private static async Task<CommandResult> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        NodeSession session = await run.SessionAsync(cancellationToken);
        AddressResolver resolver = run.Resolver(session.Network);
        ResolvedAddress who = resolver.Resolve(run.Value(ContractCommands.Who));
        var flow = new WriteFlow(run);
        KnownContract contract = await flow.Contracts(session).RequireAsync(who.Address, who.Text, cancellationToken);
        ContractValueText values = flow.FullValues(session.Network);
        var reader = new ContractStateReading(run, session, contract);
        IEnumerable<StateQuery> queries = Queries(run, contract.Abi, session.Network.AddressPrefix, resolver);
        var answers = new List<StateAnswer>();
        foreach (StateQuery query in queries)
            answers.Add(await reader.ReadAsync(query, cancellationToken));
        string assurance = answers.Count == 0 ? "it declares no state" : answers[^1].Assurance;
        return new CommandResult(
            json =>
            {
                json.WriteString("contract", who.Text);
                json.WriteStartArray("state");
                foreach (StateAnswer answer in answers)
                {
                    json.WriteStartObject();
                    json.WriteString("field", answer.Query.Field.Name);
                    json.WriteString("type", answer.Query.Field.Declaration);
                    json.WriteString("what", answer.Query.IsCount ? "size" : "value");
                    json.WriteBoolean("exists", answer.Exists);
                    json.WritePropertyName("value");
                    AbiJson.Write(json, answer.Query.Type, answer.Value, session.Network.AddressPrefix);
                    json.WriteNumber("height", answer.Height);
                    json.WriteBoolean("verified", answer.IsVerified);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteString("assurance", assurance);
            },
            page =>
            {
                if (run.Value(s_field) is null)
                    page.Fields(answers.Select(answer => (answer.Query.Field.Name, Shown(answer, values))));
                else
                    page.Line(Shown(answers[0], values));
                page.Line(answers.Count == 0 ? assurance : $"  at height {answers[^1].Height}, {assurance}");
            },
            string.Join('\n', answers.Select(answer => AbiJson.ToText(answer.Query.Type, answer.Value, session.Network.AddressPrefix))));
    }

    private static string Shown(StateAnswer answer, ContractValueText values)
    {
        string value = values.Of(answer.Query.Type, answer.Value);
        if (answer.Query.IsCount)
            return $"{value} {(value is "1" ? "entry" : "entries")} ({answer.Query.Field.Declaration})";
        return answer.Exists || answer.Query.Field is StateField.Plain ? value : $"{value} (there is no such entry)";
    }

    private static IEnumerable<StateQuery> Queries(Invocation run, ContractAbi abi, string prefix, AddressResolver resolver)
    {
        if (run.Value(s_field) is not { } name)
            return abi.State.Select(StateQuery.Whole);
        StateField field = abi.FindState(name) ?? throw new WalletException(
            ProblemKind.NotFound, "no-field", $"{abi.Name} has no state field '{Display.Safe(name)}'", null,
            Types.Spelling.Nearest(name, [.. abi.State.Select(candidate => candidate.Name)]) is { } near ? $"did you mean {near}?" : "contract inspect shows its state");
        return [StateQuery.Of(field, run.Value(s_keys), prefix, text => resolver.Resolve(text).Address)];
    }
}
