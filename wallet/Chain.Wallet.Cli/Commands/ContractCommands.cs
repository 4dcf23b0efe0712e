using System.CommandLine;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Types;
using Chain.Wallet.Cli.CommandLine;
using Chain.Wallet.Cli.Input;
using Chain.Wallet.Cli.Output;
using Chain.Wallet.Cli.Running;
using Chain.Wallet.Contracts;
using Chain.Wallet.Names;
using Chain.Wallet.Nodes;

namespace Chain.Wallet.Cli.Commands;

/// <summary>wallet contract …: what signs a transaction. What only reads is in <see cref="ContractReadCommands"/>.</summary>
internal static class ContractCommands
{
    private const int NamesShownMax = 20;

    private static readonly Argument<string> s_file = new("file") { Description = "The contract's source: a JavaScript file." };
    private static readonly Argument<string> s_method = new("method") { Description = "The method." };
    private static readonly Option<string?> s_arguments = new("--args") { Description = "Arguments as JSON, by position or by name: '[\"dev1\", 5]' or '{ \"to\": \"dev1\", \"amount\": 5 }'. Names stand for addresses.", HelpName = "JSON" };
    private static readonly Option<string?> s_value = new("--value") { Description = "Coins that go with it: 1.5 or 1500grain. The method must be payable.", HelpName = "A" };
    private static readonly Option<string?> s_upgrader = new("--upgrader") { Description = "Who may give it new code later. Default: nobody, ever.", HelpName = "WHO" };
    private static readonly Option<string?> s_as = new("--as") { Description = "The name under which the address book remembers it. Default: the file's name.", HelpName = "NAME" };

    /// <summary>Which contract, for all commands.</summary>
    public static Argument<string> Who { get; } = new("who") { Description = "The contract: @name of the address book, or an address." };

    public static Command Build()
    {
        var contract = new Command("contract", "Contracts: deploy, call, read, upgrade.")
        {
            new Leaf("deploy", "Put a contract on the chain.", DeployAsync, [s_file, s_arguments, s_value, s_upgrader, s_as, .. WriteOptions.All]),
            new Leaf("call", "Call a method in a transaction.", CallAsync, [Who, s_method, s_arguments, s_value, .. WriteOptions.All]),
        };
        foreach (Command command in ContractReadCommands.Build(s_method, s_arguments))
            contract.Add(command);
        contract.Add(new Leaf("upgrade", "Give a contract new code. Only its upgrader may; its state stays.", UpgradeAsync, [Who, s_file, s_arguments, .. WriteOptions.All]));
        contract.Add(new Leaf("freeze", "Give up for ever the right to upgrade a contract. Only its upgrader may.", FreezeAsync, [Who, .. WriteOptions.All]));
        return contract;
    }

    private static Task<CommandResult> DeployAsync(Invocation run, CancellationToken cancellationToken)
    {
        string path = run.Value(s_file);
        byte[] source = InputFile.Read(path, ContractLimits.SourceBytesMax + 1);
        ContractAbi abi = ContractSource.Check(source, Display.Safe(path));
        Amount value = Value(run);
        var names = new ContractNames(run);
        string name = names.Choose(run.Value(s_as), path);
        return new WriteFlow(run) { RememberContract = (network, address) => names.Remember(name, network.Format(address)) }.SendAsync(
            (session, _) =>
            {
                AddressResolver resolver = run.Resolver(session.Network);
                byte[] arguments = ContractArguments.Encode(abi.Init, run.Value(s_arguments), session.Network.AddressPrefix, text => resolver.Resolve(text).Address);
                Address? upgrader = run.Value(s_upgrader) is { } who ? resolver.Resolve(who).Address : null;
                RequirePayable(abi.Init, value, "init");
                return Task.FromResult<TransactionAction>(new TransactionAction.Deploy(source, arguments, value, upgrader));
            },
            cancellationToken);
    }

    private static Task<CommandResult> CallAsync(Invocation run, CancellationToken cancellationToken)
    {
        Amount value = Value(run);
        string method = run.Value(s_method);
        var flow = new WriteFlow(run);
        return flow.SendAsync(
            async (session, _) =>
            {
                AddressResolver resolver = run.Resolver(session.Network);
                ResolvedAddress who = resolver.Resolve(run.Value(Who));
                KnownContract contract = await flow.Contracts(session).RequireAsync(who.Address, who.Text, cancellationToken);
                AbiMethod declared = Method(contract.Abi, method);
                if (declared.IsView)
                    run.Report.Warn("view", $"{method} changes nothing: contract view asks it without a transaction");
                RequirePayable(declared, value, method);
                byte[] arguments = ContractArguments.Encode(declared, run.Value(s_arguments), session.Network.AddressPrefix, text => resolver.Resolve(text).Address);
                return new TransactionAction.Call(who.Address, method, arguments, value);
            },
            cancellationToken);
    }

    private static Task<CommandResult> UpgradeAsync(Invocation run, CancellationToken cancellationToken)
    {
        string path = run.Value(s_file);
        byte[] source = InputFile.Read(path, ContractLimits.SourceBytesMax + 1);
        ContractAbi abi = ContractSource.Check(source, Display.Safe(path));
        var flow = new WriteFlow(run);
        return flow.SendAsync(
            async (session, key) =>
            {
                AddressResolver resolver = run.Resolver(session.Network);
                ResolvedAddress who = await UpgradableAsync(run, flow, session, key, cancellationToken);
                byte[] arguments = ContractArguments.Encode(abi.Migrate, run.Value(s_arguments), session.Network.AddressPrefix, text => resolver.Resolve(text).Address);
                return new TransactionAction.Upgrade(who.Address, source, arguments);
            },
            cancellationToken);
    }

    private static Task<CommandResult> FreezeAsync(Invocation run, CancellationToken cancellationToken)
    {
        var flow = new WriteFlow(run);
        return flow.SendAsync(
            async (session, key) => new TransactionAction.Freeze((await UpgradableAsync(run, flow, session, key, cancellationToken)).Address), cancellationToken);
    }

    /// <summary>The method of an interface.</summary>
    /// <exception cref="WalletException">There is none of that name; near ones are named.</exception>
    public static AbiMethod Method(ContractAbi abi, string name)
    {
        if (abi.FindMethod(name) is { } method)
            return method;
        string[] names = [.. abi.Methods.Select(candidate => candidate.Name)];
        string next = Spelling.Nearest(name, names) is { } near ? $"did you mean {near}?" : names.Length is 0 or > NamesShownMax ? "contract inspect shows what it has" : $"it has {string.Join(", ", names)}";
        string reason = name is "init" or "migrate" ? $"{name} runs by itself, at {(name is "init" ? "deployment" : "an upgrade")}" : "";
        throw new WalletException(ProblemKind.NotFound, "no-method", $"{abi.Name} has no method '{Display.Safe(name)}'", reason.Length > 0 ? reason : null, next);
    }

    /// <summary>Tells before anything is paid that somebody else has the right, or nobody.</summary>
    private static async Task<ResolvedAddress> UpgradableAsync(Invocation run, WriteFlow flow, NodeSession session, SigningKey key, CancellationToken cancellationToken)
    {
        ResolvedAddress who = run.Resolver(session.Network).Resolve(run.Value(Who));
        KnownContract contract = await flow.Contracts(session).RequireAsync(who.Address, who.Text, cancellationToken);
        if (contract.Upgrader == key.Address)
            return who;
        throw contract.Upgrader is { } upgrader
            ? new WalletException(ProblemKind.Refused, "not-upgrader", $"only {flow.FullValues(session.Network).Name(upgrader)} may upgrade or freeze {contract.Abi.Name}", null, "name its key with --from")
            : new WalletException(ProblemKind.Refused, "immutable", $"{contract.Abi.Name} can never be changed", "it was deployed without an upgrader, or frozen", "deploy a new one");
    }

    private static Amount Value(Invocation run) => run.Value(s_value) is { } text ? AmountInput.Parse(text, "value") : Amount.Zero;

    private static void RequirePayable(AbiMethod? method, Amount value, string name)
    {
        if (value > Amount.Zero && method is not { IsPayable: true })
            throw new WalletException(ProblemKind.Usage, "not-payable", $"{name} takes no coins", "it is not declared payable", "leave --value out");
    }
}
