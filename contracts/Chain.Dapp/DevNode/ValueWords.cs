using System.Globalization;
using Chain.Contracts;
using Chain.Primitives;
using Chain.Wallet;

namespace Chain.Dapp.DevNode;

/// <summary>Values of contracts as a person reads them in one line.</summary>
internal sealed class ValueWords(Func<Address, string> nameOf)
{
    private const int BytesShown = 16;
    private const int TextShown = 80;

    /// <summary>"tea", 2000000000".</summary>
    public string Arguments(IReadOnlyList<AbiField> fields, IReadOnlyList<AbiValue> values) =>
        string.Join(", ", fields.Select((field, i) => Of(field.Type, values[i])));

    /// <summary>"thing: "tea", buyer: dev1".</summary>
    public string Named(IReadOnlyList<AbiField> fields, IReadOnlyList<AbiValue> values) =>
        string.Join(", ", fields.Select((field, i) => $"{field.Name}: {Of(field.Type, values[i])}"));

    /// <summary>One value.</summary>
    public string Of(AbiType type, AbiValue value) => value switch
    {
        AbiValue.Integer integer => integer.Value.ToString(CultureInfo.InvariantCulture) + (type is AbiType.UInt { IsNumber: true } ? "" : "n"),
        AbiValue.Bool truth => truth.Value ? "true" : "false",
        AbiValue.Text text => $"\"{Display.Safe(text.Value.Length > TextShown ? $"{text.Value[..TextShown]}…" : text.Value)}\"",
        AbiValue.Bytes bytes => $"0x{Convert.ToHexStringLower(bytes.Value.Span[..Math.Min(BytesShown, bytes.Value.Length)])}{(bytes.Value.Length > BytesShown ? $"… ({bytes.Value.Length} bytes)" : "")}",
        AbiValue.Address address => nameOf(address.Value),
        AbiValue.List list => $"[{string.Join(", ", list.Items.Select(item => Of(((AbiType.List)Plain(type)).Of, item)))}]",
        AbiValue.Struct made => $"{{ {Named(((AbiType.Struct)Plain(type)).Fields, made.Fields)} }}",
        _ => "undefined",
    };

    private static AbiType Plain(AbiType type) => type is AbiType.Optional optional ? optional.Of : type;
}
