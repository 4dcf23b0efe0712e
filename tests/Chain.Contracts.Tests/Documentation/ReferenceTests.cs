using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Chain.Script;
using Chain.Types;

namespace Chain.Contracts.Tests.Documentation;

/// <summary>The tables of docs/contracts/reference.md and gas.md say what the code says, all of it, and nothing else.</summary>
public class ReferenceTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private static readonly string s_page = File.ReadAllText(Path.Combine(FindRoot(), "docs", "contracts", "reference.md"));

    private static readonly string s_gasPage = File.ReadAllText(Path.Combine(FindRoot(), "docs", "contracts", "gas.md"));

    [Fact]
    public void Its_types_are_those_of_the_codec()
    {
        string[] coded =
        [
            .. StaticsOf(typeof(AbiType.UInt)), .. StaticsOf(typeof(AbiType.Int)), AbiType.Bool.Instance.Name, AbiType.Text.Instance.Name, AbiType.Bytes.Instance.Name, AbiType.Address.Instance.Name,
        ];
        Assert.Equal(coded.Order(StringComparer.Ordinal), FirstColumn("Types").SelectMany(Quoted).Where(name => name is not ("T?" or "T[]")).Order(StringComparer.Ordinal));
        Assert.All(coded, name => Assert.NotNull(AbiTypeText.FindSimple(name)));
    }

    [Fact]
    public void Its_exports_are_those_of_the_module() =>
        Assert.Equal(
            ModuleNames.Imports.Order(StringComparer.Ordinal),
            FirstColumn("Exports of `chain`").SelectMany(Quoted).Select(text => text.Split('(')[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void Its_kinds_of_refusal_are_those_of_the_compiler() => Assert.Equal(ConstantsOf(typeof(ContractFaultCode)), FirstColumn("What is refused").SelectMany(Quoted).Order(StringComparer.Ordinal));

    [Fact]
    public void Its_codes_are_those_of_the_runtime() => Assert.Equal(ConstantsOf(typeof(FailureCodes)), FirstColumn("Codes").SelectMany(Quoted).Order(StringComparer.Ordinal));

    [Fact]
    public void Its_statuses_are_those_that_a_contract_can_have()
    {
        ReceiptStatus[] expected =
        [
            ReceiptStatus.Success, ReceiptStatus.OutOfGas, ReceiptStatus.RecipientRefused, .. Enum.GetValues<ReceiptStatus>().Where(status => status >= ReceiptStatus.ContractFailed),
        ];
        Assert.Equal(expected.Select(status => status.ToString()).Order(StringComparer.Ordinal), FirstColumn("How a call ends").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_limits_are_the_constants_that_it_names() =>
        Assert.All(Rows(s_page, "Limits"), row =>
        {
            string[] name = Quoted(row[2]).Single().Split('.');
            Type holder = name[0] switch
            {
                nameof(ContractLimits) => typeof(ContractLimits),
                nameof(ProtocolLimits) => typeof(ProtocolLimits),
                nameof(ScriptLimits) => typeof(ScriptLimits),
                _ => throw new InvalidOperationException($"what is {name[0]}?"),
            };
            object? value = holder.GetField(name[1], BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue();
            Assert.Equal(Convert.ToString(value, CultureInfo.InvariantCulture), row[1].Split(' ')[0].Replace(",", "", StringComparison.Ordinal));
        });

    [Fact]
    public void It_names_every_limit_of_contracts() =>
        Assert.Equal(
            typeof(ContractLimits).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{nameof(ContractLimits)}.{field.Name}").Order(StringComparer.Ordinal),
            Rows(s_page, "Limits").SelectMany(row => Quoted(row[2])).Where(name => name.StartsWith(nameof(ContractLimits), StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_prices_of_the_page_on_gas_are_those_of_the_runtime() =>
        Assert.Equal(
            typeof(HostGas).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} {field.GetRawConstantValue()}").Order(StringComparer.Ordinal),
            Rows(s_gasPage, "What things cost").Select(row => $"{Quoted(row[2]).Single()} {row[1].Replace(",", "", StringComparison.Ordinal)}").Order(StringComparer.Ordinal));

    private static IEnumerable<string> ConstantsOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> StaticsOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => ((AbiType)field.GetValue(null)!).Name);

    private static IEnumerable<string> FirstColumn(string section) => Rows(s_page, section).Select(row => row[0]);

    // The rows of the table under a heading, without its head, as cells.
    private static IReadOnlyList<string[]> Rows(string page, string section)
    {
        string text = page.Split($"\n## {section}\n")[1].Split("\n## ")[0];
        string[][] rows = [.. text.Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Trim('|').Split(" | ").Select(cell => cell.Trim(' ', '|')).ToArray()).Skip(2)];
        Assert.NotEmpty(rows);
        return rows;
    }

    private static IEnumerable<string> Quoted(string cell) => Regex.Matches(cell, "`([^`]+)`", RegexOptions.None, s_patience).Select(match => match.Groups[1].Value);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Chain.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
