using System.CommandLine;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Protocol.V1;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Contracts;
using Chain.Wallet.Names;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet contract view and inspect: what a contract answers, and what it is. Nothing is signed.</summary>
internal static class ContractReadCommands
{

    private static readonly Option<ulong> s_height = new("--height") { Description = "Ask the state of this height: one of the last few. Default: the newest.", HelpName = "H" };
    private static readonly Option<ulong> s_gas = new("--gas") { Description = "The most gas. Default: the node's.", HelpName = "N" };
    private static readonly Option<bool> s_source = new("--source") { Description = "Print the source as well.", Arity = ArgumentArity.Zero };

    public static IEnumerable<Command> Build(Argument<string> method, Option<string?> arguments) =>
    [
        new Leaf("view", "Ask a contract, without a transaction.", (run, cancel) => ViewAsync(run, method, arguments, cancel), ContractCommands.Who, method, arguments, s_height, s_gas),
        new Leaf("inspect", "What a contract is: methods, events, state, who may upgrade it.", InspectAsync, ContractCommands.Who, s_source),
        ContractEventsCommand.Build(),
        ContractStateCommand.Build(),
        ContractListCommand.Build(),
    ];

    private static async Task<CommandResult> ViewAsync(Invocation run, Argument<string> methodArgument, Option<string?> argumentsOption, CancellationToken cancellationToken)
    {
        NodeSession session = await run.SessionAsync(cancellationToken);
        AddressResolver resolver = run.Resolver(session.Network);
        ResolvedAddress who = resolver.Resolve(run.Value(ContractCommands.Who));
        var flow = new WriteFlow(run);
        KnownContract contract = await flow.Contracts(session).RequireAsync(who.Address, who.Text, cancellationToken);
        AbiMethod method = ContractCommands.Method(contract.Abi, run.Value(methodArgument));
        if (!method.IsView)
            throw new WalletException(ProblemKind.Usage, "not-a-view", $"{method.Name} may change the contract, so it takes a transaction", null, $"contract call {run.Value(ContractCommands.Who)} {method.Name}");
        byte[] arguments = ContractArguments.Encode(method, run.Value(argumentsOption), session.Network.AddressPrefix, text => resolver.Resolve(text).Address);
        var request = new Protocol.V1.ViewRequest
        {
            Contract = who.Text,
            Method = method.Name,
            Arguments = Google.Protobuf.ByteString.CopyFrom(arguments),
            Height = run.Value(s_height),
            Gas = run.Value(s_gas),
            From = run.Value(GlobalOptions.From) is null ? "" : session.Network.Format(run.Keys.Acting(session.Network).Address),
        };
        ViewResponse answer = await session.AskRepeatedlyAsync(c => c.Contracts.ViewAsync(request, cancellationToken));
        if (answer.Failure is { } failed)
            throw Refused(await FailureAsync(flow, session, failed, cancellationToken));
        return Answer(session, flow, method, answer);
    }

    private static CommandResult Answer(NodeSession session, WriteFlow flow, AbiMethod method, ViewResponse answer)
    {
        AbiValue? value = null;
        if (method.Returns is { } type && !AbiCodec.TryDecode(type, answer.ReturnValue.Span, out value))
            throw new WalletException(ProblemKind.Unreachable, "bad-answer", $"the node answers something that is no {type}", null, "name another with --node URL");
        return new CommandResult(
            json =>
            {
                json.WriteNumber("height", answer.Height);
                json.WriteNumber("gasUsed", answer.GasUsed);
                json.WritePropertyName("value");
                if (value is null)
                    json.WriteNullValue();
                else
                    AbiJson.Write(json, method.Returns!, value, session.Network.AddressPrefix);
            },
            page => page.Line(value is null ? "(it returns nothing)" : flow.FullValues(session.Network).Of(method.Returns!, value)),
            value is null ? "" : Plain(method.Returns!, value, session.Network.AddressPrefix));
    }

    /// <summary>For scripts: a text without quotes, everything else as JSON has it.</summary>
    private static string Plain(AbiType type, AbiValue value, string prefix)
    {
        string json = AbiJson.ToText(type, value, prefix);
        return json.StartsWith('"') ? System.Text.Json.JsonSerializer.Deserialize<string>(json)! : json;
    }

    private static async Task<FailureReport> FailureAsync(WriteFlow flow, NodeSession session, ContractFailure failed, CancellationToken cancellationToken)
    {
        var report = new FailureReport(failed.Status, failed.Code, failed.Message, null, failed.Function, failed.Line, failed.Column);
        if (!Primitives.Encoding.AddressText.TryParse(failed.Contract, session.Network.AddressPrefix, out Address address, out _))
            return report;
        KnownContract? at = await flow.Contracts(session).FindAsync(address, cancellationToken);
        return report with { Contract = address, Source = at?.Source ?? "", ContractName = at?.Abi.Name ?? "" };
    }

    private static WalletException Refused(FailureReport failure) =>
        new(new WalletProblem(ProblemKind.Refused, "view-refused", $"the contract refused: {failure.Sentence}", failure.Place, "nothing was sent and nothing was paid") { Excerpt = failure.Excerpt });

    private static async Task<CommandResult> InspectAsync(Invocation run, CancellationToken cancellationToken)
    {
        NodeSession session = await run.SessionAsync(cancellationToken);
        ResolvedAddress who = run.Resolver(session.Network).Resolve(run.Value(ContractCommands.Who));
        var flow = new WriteFlow(run);
        KnownContract contract = await flow.Contracts(session).RequireAsync(who.Address, who.Text, cancellationToken);
        bool withSource = run.Value(s_source);
        return new CommandResult(
            json =>
            {
                json.WriteString("address", who.Text);
                json.WriteString("name", contract.Abi.Name);
                json.WriteString("codeHash", contract.CodeHash.ToString());
                json.WriteString("upgrader", contract.Upgrader is { } upgrader ? session.Network.Format(upgrader) : "");
                json.WriteString("balance", TransactionJson.Grains(contract.Balance));
                json.WriteNumber("upgradeCount", contract.UpgradeCount);
                json.WriteNumber("height", contract.Height);
                json.WritePropertyName("abi");
                json.WriteRawValue(AbiJson.Write(contract.Abi));
                if (withSource)
                    json.WriteString("source", contract.Source);
            },
            page => ContractPage.Show(page, contract, flow.FullValues(session.Network), withSource),
            who.Text);
    }
}
