using System.Globalization;
using Chain.Contracts;
using Chain.Wallet.Contracts;

namespace Chain.Wallet.Cli.Output;

/// <summary>A contract for people.</summary>
internal static class ContractPage
{
    public static void Show(TextPage page, KnownContract contract, ContractValueText values, bool withSource)
    {
        ContractAbi abi = contract.Abi;
        page.Line(abi.Name);
        page.Gap();
        page.Fields(
            ("address", values.Name(contract.Address)), ("code", contract.CodeHash.ToString()), ("balance", contract.Balance.ToString()),
            ("upgrader", contract.Upgrader is { } upgrader ? values.Name(upgrader) : "nobody: it can never be changed"),
            ("upgrades", contract.UpgradeCount.ToString(CultureInfo.InvariantCulture)), ("receives", abi.Receives ? "plain transfers too" : "no plain transfers"));
        if (abi.Description.Length > 0)
        {
            page.Gap();
            page.Line("its author says");
            page.Quote(abi.Description, "  ");
        }
        ShowMethods(page, abi);
        if (!abi.Events.IsEmpty)
            Section(page, "events", abi.Events.Select(static declared => (declared.Signature, declared.Description)));
        if (!abi.State.IsEmpty)
            Section(page, "state", abi.State.Select(static declared => (declared.ToString(), "")));
        if (!abi.Structs.IsEmpty)
            Section(page, "structs", abi.Structs.Select(static declared => ($"{declared.Name} {{ {string.Join(", ", declared.Fields.Select(static item => $"{item.Name}: {item.Type}"))} }}", "")));
        if (!withSource)
            return;
        page.Gap();
        foreach (string line in contract.Source.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            page.Line(line.Replace("\t", "    ", StringComparison.Ordinal));
    }

    private static void ShowMethods(TextPage page, ContractAbi abi)
    {
        IEnumerable<AbiMethod> special = [.. abi.Init is { } init ? [init] : Array.Empty<AbiMethod>(), .. abi.Migrate is { } migrate ? [migrate] : Array.Empty<AbiMethod>()];
        if (abi.Methods.Any(static method => method.IsView))
            Section(page, "views", abi.Methods.Where(static method => method.IsView).Select(Told));
        if (abi.Methods.Any(static method => !method.IsView))
            Section(page, "methods", abi.Methods.Where(static method => !method.IsView).Select(Told));
        if (special.Any())
            Section(page, "by themselves", special.Select(Told));
    }

    private static (string Signature, string Description) Told(AbiMethod method) =>
        (method.Signature + (method.IsPayable ? ", payable" : "") + (method.IsReentrant ? ", reentrant" : ""), method.Description);

    private static void Section(TextPage page, string title, IEnumerable<(string Signature, string Description)> items)
    {
        page.Gap();
        page.Line(title);
        foreach ((string signature, string description) in items)
        {
            page.Line("  " + signature);
            page.Quote(description, "      ");
        }
    }
}
