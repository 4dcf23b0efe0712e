using System.Collections.Immutable;
using System.Globalization;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Wallet.Networks;

namespace Chain.Wallet.Contracts;

/// <summary>Values of contracts in words: addresses with the names that the user gave them, long bytes shortened.</summary>
/// <param name="network">Whose addresses they are.</param>
/// <param name="nameOf">The name that the user gave to an address, or null.</param>
/// <param name="isBrief">Whether a name stands alone. What is about to be signed is told by the whole address, what happened need not be.</param>
public sealed class ContractValueText(Network network, Func<Address, string?> nameOf, bool isBrief = false)
{
    private const int BytesShownMax = 64;

    // What a contract says is shown beside what the wallet says: a long text would push that out of sight.
    private const int TextShownMax = 200;
    private const int ItemsShownMax = 20;

    /// <summary>One value.</summary>
    public string Of(AbiType type, AbiValue value) => (type, value) switch
    {
        (AbiType.Optional, AbiValue.None) => "none",
        (AbiType.Optional optional, _) => Of(optional.Of, value),
        (_, AbiValue.Integer integer) => integer.Value.ToString(CultureInfo.InvariantCulture),
        (_, AbiValue.Bool flag) => flag.Value ? "true" : "false",
        (_, AbiValue.Text text) => Quoted(text.Value),
        (_, AbiValue.Bytes bytes) => Hex(bytes.Value.Span),
        (_, AbiValue.Address address) => Name(address.Value),
        (AbiType.List list, AbiValue.List items) => Items(list.Of, items.Items),
        (AbiType.Struct declared, AbiValue.Struct given) => $"{{ {Fields(declared.Fields, given.Fields)} }}",
        _ => throw new InvariantException($"a value is one of its type {type}"),
    };

    /// <summary>Encoded fields by name: <c>to: chn1…, amount: 5</c>; in hexadecimal when they are none of the declared.</summary>
    public string Fields(ImmutableArray<AbiField> fields, ReadOnlySpan<byte> encoded) =>
        AbiCodec.TryDecodeArguments(fields, encoded, out ImmutableArray<AbiValue> values) ? Fields(fields, values) : Hex(encoded);

    /// <summary>An address and its name.</summary>
    public string Name(Address address)
    {
        if (address.IsZero)
            return "nobody";
        string text = network.Format(address);
        return nameOf(address) is not { } name ? text : isBrief ? name : $"{text} ({name})";
    }

    /// <summary>Bytes, shortened when they are many.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes) => bytes.Length <= BytesShownMax
        ? "0x" + Convert.ToHexStringLower(bytes)
        : string.Create(CultureInfo.InvariantCulture, $"0x{Convert.ToHexStringLower(bytes[..BytesShownMax])}… ({bytes.Length} bytes)");

    /// <summary>In quotes that the text itself cannot end, so that it cannot pass for fields that follow it.</summary>
    private string Quoted(string text)
    {
        bool isCut = isBrief && text.Length > TextShownMax;
        string shown = (isCut ? text[..TextShownMax] : text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return isCut ? string.Create(CultureInfo.InvariantCulture, $"\"{shown}…\" ({text.Length} characters)") : $"\"{shown}\"";
    }

    private string Items(AbiType type, ImmutableArray<AbiValue> items)
    {
        bool isCut = isBrief && items.Length > ItemsShownMax;
        string shown = string.Join(", ", items.Take(isCut ? ItemsShownMax : items.Length).Select(item => Of(type, item)));
        return isCut ? string.Create(CultureInfo.InvariantCulture, $"[{shown}, …] ({items.Length} items)") : $"[{shown}]";
    }

    private string Fields(ImmutableArray<AbiField> fields, ImmutableArray<AbiValue> values) =>
        string.Join(", ", fields.Select((item, i) => $"{item.Name}: {Of(item.Type, values[i])}"));
}
