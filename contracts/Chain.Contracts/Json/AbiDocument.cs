using System.Collections.Immutable;
using System.Text.Json;

namespace Chain.Contracts;

/// <summary>The ABI as JSON. Order matters in the codec, so fields and arguments are arrays.</summary>
internal static class AbiDocument
{
    private const int Schema = 1;

    public static void Write(Utf8JsonWriter writer, ContractAbi abi)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", Schema);
        writer.WriteString("name", abi.Name);
        writer.WriteString("description", abi.Description);
        writer.WriteBoolean("receives", abi.Receives);
        WriteList(writer, "structs", abi.Structs, WriteStruct);
        WriteList(writer, "state", abi.State, WriteState);
        WriteList(writer, "events", abi.Events, WriteEvent);
        WriteOptional(writer, "init", abi.Init);
        WriteOptional(writer, "migrate", abi.Migrate);
        WriteList(writer, "methods", abi.Methods, WriteMethod);
        writer.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
            write(writer, item);
        writer.WriteEndArray();
    }

    private static void WriteStruct(Utf8JsonWriter writer, AbiType.Struct declared)
    {
        writer.WriteStartObject();
        writer.WriteString("name", declared.Name);
        WriteList(writer, "fields", declared.Fields, WriteField);
        writer.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter writer, AbiField declared)
    {
        writer.WriteStartObject();
        writer.WriteString("name", declared.Name);
        writer.WriteString("type", declared.Type.Name);
        if (declared.IsIndexed)
            writer.WriteBoolean("indexed", true);
        writer.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter writer, StateField declared)
    {
        writer.WriteStartObject();
        writer.WriteString("name", declared.Name);
        switch (declared)
        {
            case StateField.Plain plain:
                writer.WriteString("kind", "plain");
                writer.WriteString("type", plain.Type.Name);
                break;
            case StateField.Map map:
                writer.WriteString("kind", "map");
                WriteList(writer, "keys", map.Keys, (inner, key) => inner.WriteStringValue(key.Name));
                writer.WriteString("value", map.Value.Name);
                break;
            case StateField.List list:
                writer.WriteString("kind", "list");
                writer.WriteString("item", list.Item.Name);
                break;
            case StateField.Set set:
                writer.WriteString("kind", "set");
                writer.WriteString("item", set.Item.Name);
                break;
            default:
                throw new InvalidOperationException($"unknown state field {declared}");
        }
        writer.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter writer, AbiEvent declared)
    {
        writer.WriteStartObject();
        writer.WriteString("name", declared.Name);
        writer.WriteString("description", declared.Description);
        WriteList(writer, "fields", declared.Fields, WriteField);
        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, AbiMethod? method)
    {
        writer.WritePropertyName(name);
        if (method is null)
            writer.WriteNullValue();
        else
            WriteMethod(writer, method);
    }

    private static void WriteMethod(Utf8JsonWriter writer, AbiMethod method)
    {
        writer.WriteStartObject();
        writer.WriteString("name", method.Name);
        writer.WriteString("description", method.Description);
        WriteList(writer, "args", method.Arguments, WriteField);
        writer.WriteString("returns", method.Returns?.Name);
        writer.WriteBoolean("view", method.IsView);
        writer.WriteBoolean("payable", method.IsPayable);
        writer.WriteBoolean("reentrant", method.IsReentrant);
        writer.WriteNumber("line", method.Line);
        writer.WriteEndObject();
    }
}
