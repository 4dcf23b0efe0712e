using System.Collections.Immutable;
using Chain.Contracts;
using Google.Protobuf;

namespace Chain.Api;

/// <summary>Values of contracts as JSON: what callers send and what they are shown beside the encoded bytes.</summary>
internal sealed class ContractJson(string addressPrefix)
{
    private readonly AbiJsonOptions _options = new(addressPrefix);

    /// <summary>The interface as a document.</summary>
    public static string Interface(ContractAbi abi) => AbiJson.Write(abi);

    /// <summary>Encoded arguments out of a request, which brings them encoded or as JSON.</summary>
    /// <exception cref="Rpc.RpcException">Both, or JSON that is none of the declared arguments.</exception>
    public ReadOnlyMemory<byte> ReadArguments(ImmutableArray<AbiField> declared, ByteString encoded, string text)
    {
        if (text.Length == 0)
            return encoded.Memory;
        if (!encoded.IsEmpty)
            throw ApiFault.Field("arguments_json", "and arguments exclude each other");
        return AbiCodec.EncodeArguments(declared, Read(declared, text, "arguments_json", "arguments"));
    }

    /// <summary>The keys of an entry of a collection; none for an empty text and for an empty array.</summary>
    public ImmutableArray<AbiValue> ReadKeys(ImmutableArray<AbiType> types, string text, out bool hasKeys)
    {
        hasKeys = !string.IsNullOrWhiteSpace(text) && !string.Equals(text.Replace(" ", "", StringComparison.Ordinal), "[]", StringComparison.Ordinal);
        return hasKeys ? Read([.. types.Select(static (type, place) => new AbiField($"key{place}", type))], text, "keys_json", "keys") : [];
    }

    /// <summary>A value as JSON; empty when the bytes are none of the type, as after an upgrade.</summary>
    public string Write(AbiType type, ReadOnlySpan<byte> encoded) =>
        AbiCodec.TryDecode(type, encoded, out AbiValue? value) ? AbiJson.ToText(type, value, addressPrefix) : "";

    /// <summary>What a missing entry is.</summary>
    public string WriteZero(AbiType type) => AbiJson.ToText(type, AbiCodec.Zero(type), addressPrefix);

    /// <summary>Fields as a JSON object; empty when the bytes are none of them.</summary>
    public string WriteFields(ImmutableArray<AbiField> fields, ReadOnlySpan<byte> encoded) =>
        AbiCodec.TryDecodeArguments(fields, encoded, out ImmutableArray<AbiValue> values) ? AbiJson.ToText(fields, values, addressPrefix) : "";

    private ImmutableArray<AbiValue> Read(ImmutableArray<AbiField> fields, string text, string field, string what)
    {
        if (text.Length > ApiLimits.JsonCharsMax)
            throw ApiFault.Field(field, $"has {text.Length} characters, the most is {ApiLimits.JsonCharsMax}");
        return AbiJson.ReadArguments(fields, text, _options, out AbiJsonFault? fault) ?? throw ApiFault.Arguments(what, fault?.ToString() ?? "they are not JSON");
    }
}
