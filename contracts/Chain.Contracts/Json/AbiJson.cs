using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chain.Primitives.Encoding;
using Chain.Primitives.Json;

namespace Chain.Contracts;

/// <summary>
/// Values as people and programs write them, in tools and in the API: never inside of the chain. <c>u8 u16 u32</c> are numbers, wider integers strings (numbers without
/// fraction are read too), <c>bytes</c> "0x…", <c>address</c> bech32m, a <c>T?</c> that is not there <c>null</c>, structs objects.
/// </summary>
public static class AbiJson
{
    /// <summary>Reads a value; <c>null</c> and the fault when the JSON is none of the type.</summary>
    public static AbiValue? Read(AbiType type, JsonValue json, AbiJsonOptions options, out AbiJsonFault? fault)
    {
        var reader = new AbiJsonReader(options);
        AbiValue? value = reader.Value(type, json, "");
        fault = reader.Fault;
        return fault is null ? value : null;
    }

    /// <summary>Reads arguments, by position from an array or by name from an object; a <c>T?</c> may be left out of an object.</summary>
    public static ImmutableArray<AbiValue>? ReadArguments(ImmutableArray<AbiField> fields, JsonValue json, AbiJsonOptions options, out AbiJsonFault? fault)
    {
        var reader = new AbiJsonReader(options);
        ImmutableArray<AbiValue>? values = reader.Arguments(fields, json);
        fault = reader.Fault;
        return fault is null ? values : null;
    }

    /// <summary>Reads arguments from a text; an empty one stands for none.</summary>
    public static ImmutableArray<AbiValue>? ReadArguments(ImmutableArray<AbiField> fields, string json, AbiJsonOptions options, out AbiJsonFault? fault)
    {
        string text = string.IsNullOrWhiteSpace(json) ? "[]" : json;
        if (StrictJson.TryRead(Encoding.UTF8.GetBytes(text), JsonReadOptions.Strict, out JsonValue? value, out JsonReadFailure failure))
            return ReadArguments(fields, value, options, out fault);
        fault = new AbiJsonFault("", $"the arguments are no JSON: {failure}");
        return null;
    }

    /// <summary>Writes a value.</summary>
    public static void Write(Utf8JsonWriter writer, AbiType type, AbiValue value, string addressPrefix)
    {
        switch (type, value)
        {
            case (AbiType.UInt { IsNumber: true }, AbiValue.Integer number):
                writer.WriteNumberValue((uint)number.Value);
                break;
            case (AbiType.UInt or AbiType.Int, AbiValue.Integer integer):
                writer.WriteStringValue(integer.Value.ToString(System.Globalization.NumberFormatInfo.InvariantInfo));
                break;
            case (AbiType.Bool, AbiValue.Bool flag):
                writer.WriteBooleanValue(flag.Value);
                break;
            case (AbiType.Text, AbiValue.Text text):
                writer.WriteStringValue(text.Value);
                break;
            case (AbiType.Bytes, AbiValue.Bytes bytes):
                writer.WriteStringValue("0x" + Convert.ToHexStringLower(bytes.Value.Span));
                break;
            case (AbiType.Address, AbiValue.Address address):
                writer.WriteStringValue(AddressText.Format(address.Value, addressPrefix));
                break;
            case (AbiType.Optional, AbiValue.None):
                writer.WriteNullValue();
                break;
            case (AbiType.Optional optional, _):
                Write(writer, optional.Of, value, addressPrefix);
                break;
            case (AbiType.List list, AbiValue.List items):
                writer.WriteStartArray();
                foreach (AbiValue item in items.Items)
                    Write(writer, list.Of, item, addressPrefix);
                writer.WriteEndArray();
                break;
            case (AbiType.Struct declared, AbiValue.Struct given):
                WriteFields(writer, declared.Fields, given.Fields, addressPrefix);
                break;
            default:
                throw new ArgumentException($"The value is none of the type {type}.", nameof(value));
        }
    }

    /// <summary>Writes the values of fields as an object.</summary>
    public static void WriteFields(Utf8JsonWriter writer, ImmutableArray<AbiField> fields, ImmutableArray<AbiValue> values, string addressPrefix)
    {
        writer.WriteStartObject();
        for (int i = 0; i < fields.Length; i++)
        {
            writer.WritePropertyName(fields[i].Name);
            Write(writer, fields[i].Type, values[i], addressPrefix);
        }
        writer.WriteEndObject();
    }

    /// <summary>A value as a text of JSON.</summary>
    public static string ToText(AbiType type, AbiValue value, string addressPrefix) => ToText(writer => Write(writer, type, value, addressPrefix));

    /// <summary>The values of fields as a text of JSON, an object.</summary>
    public static string ToText(ImmutableArray<AbiField> fields, ImmutableArray<AbiValue> values, string addressPrefix) =>
        ToText(writer => WriteFields(writer, fields, values, addressPrefix));

    /// <summary>The ABI as a document of JSON; docs/spec/contracts.md says what is in it.</summary>
    public static string Write(ContractAbi abi) => ToText(writer => AbiDocument.Write(writer, abi));

    private static string ToText(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
