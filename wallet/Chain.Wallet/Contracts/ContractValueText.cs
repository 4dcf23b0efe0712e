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

    /// <summary>One value.</summary>
    public string Of(AbiType type, AbiValue value) => (type, value) switch
    {
        (AbiType.Optional, AbiValue.None) => "none",
        (AbiType.Optional optional, _) => Of(optional.Of, value),
        (_, AbiValue.Integer integer) => integer.Value.ToString(CultureInfo.InvariantCulture),
        (_, AbiValue.Bool flag) => flag.Value ? "true" : "false",
        (_, AbiValue.Text text) => $"\"{text.Value}\"",
        (_, AbiValue.Bytes bytes) => Hex(bytes.Value.Span),
        (_, AbiValue.Address address) => Name(address.Value),
        (AbiType.List list, AbiValue.List items) => $"[{string.Join(", ", items.Items.Select(item => Of(list.Of, item)))}]",
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

    private string Fields(ImmutableArray<AbiField> fields, ImmutableArray<AbiValue> values) =>
        string.Join(", ", fields.Select((item, i) => $"{item.Name}: {Of(item.Type, values[i])}"));
}
