using System.Text;
using Chain.Primitives;
using Chain.Primitives.Encoding;

namespace Chain.Types;

/// <summary>Writes genesis.json for people: what it writes reads back as the same document.</summary>
public static class GenesisJsonWriter
{
    /// <summary>The document as indented JSON with a newline at the end.</summary>
    public static string Write(GenesisDocument genesis)
    {
        var text = new StringBuilder();
        text.Append("{\n");
        text.Append("  \"version\": ").Append(ProtocolLimits.Version).Append(",\n");
        text.Append("  \"note\": ").Append(Quoted(genesis.Note)).Append(",\n");
        text.Append("  \"network\": ").Append(Quoted(genesis.Network)).Append(",\n");
        text.Append("  \"addressPrefix\": ").Append(Quoted(genesis.AddressPrefix)).Append(",\n");
        text.Append("  \"timeMs\": ").Append(genesis.TimeMs).Append(",\n");
        text.Append("  \"parameters\": {\n");
        WriteAll(text, ChainParameters.Fields, field => $"    \"{field.Name}\": {Value(field, genesis.Parameters)}");
        text.Append("  },\n  \"accounts\": [\n");
        WriteAll(text, genesis.Accounts, account =>
            $"    {{ \"address\": \"{Shown(account.Address, genesis)}\", \"balance\": \"{Shown(account.Balance)}\" }}");
        text.Append("  ],\n  \"validators\": [\n");
        WriteAll(text, genesis.Validators, validator =>
            $"    {{\n      \"operator\": \"{Shown(validator.Operator, genesis)}\",\n      \"consensusKey\": \"{validator.ConsensusKey}\",\n"
            + $"      \"possession\": \"{validator.Possession}\",\n      \"selfStake\": \"{Shown(validator.SelfStake)}\"\n    }}");
        text.Append("  ]\n}\n");
        return text.ToString();
    }

    private static void WriteAll<T>(StringBuilder text, IReadOnlyList<T> items, Func<T, string> write)
    {
        for (int i = 0; i < items.Count; i++)
            text.Append(write(items[i])).Append(i + 1 < items.Count ? ",\n" : "\n");
    }

    private static string Value(ParameterField field, ChainParameters parameters) =>
        field.IsAmount ? $"\"{Shown(Amount.FromGrains(field.Read(parameters)))}\"" : $"{field.Read(parameters)}";

    private static string Shown(Amount amount) => amount.ToString();

    private static string Shown(Address address, GenesisDocument genesis) => AddressText.Format(address, genesis.AddressPrefix);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (c < ' ' || c == '\u007F')
                quoted.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.NumberFormatInfo.InvariantInfo));
            else
                quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
