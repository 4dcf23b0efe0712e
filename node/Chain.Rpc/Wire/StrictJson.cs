using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf.Reflection;

namespace Chain.Rpc.Wire;

/// <summary>
/// What Google's JsonParser lets pass and a ledger must not: a key twice (the last would win, and two readers of one document could disagree), one field under its two
/// names, a byte order mark, a number beyond double, half of a surrogate pair, deep nesting. Reads forward only, so depth costs no stack.
/// </summary>
internal static class StrictJson
{
    public const int DepthMax = 64;

    private static readonly ConcurrentDictionary<MessageDescriptor, FrozenDictionary<string, FieldDescriptor>> FieldsByName = new();

    /// <summary>Why the text is refused, or null. The descriptor resolves the two names that a field may be written with.</summary>
    public static string? Fault(ReadOnlySpan<byte> json, MessageDescriptor descriptor)
    {
        // The reader looks into strings only when they are asked for.
        if (!Utf8.IsValid(json))
            return "it is not UTF-8";
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = DepthMax });
        Stack<Scope> scopes = new();
        MessageDescriptor? next = descriptor;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        scopes.Push(new Scope(next, true));
                        break;
                    case JsonTokenType.StartArray:
                        scopes.Push(new Scope(next, false));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        scopes.Pop();
                        break;
                    case JsonTokenType.PropertyName:
                        Scope scope = scopes.Peek();
                        string name = reader.GetString()!;
                        FieldDescriptor? field = scope.Message is null ? null : FieldsOf(scope.Message).GetValueOrDefault(name);
                        if (!scope.Names.Add(field?.FullName ?? name))
                            return $"'{Shortened(name)}' is given twice";
                        next = MessageOf(field);
                        continue;
                    case JsonTokenType.String when reader.ValueIsEscaped:
                        reader.GetString();
                        break;
                    case JsonTokenType.Number when !reader.TryGetDouble(out double number) || !double.IsFinite(number):
                        return "a number is out of range";
                }
                // Elements of an array have the type of the array; after an object's value its next name decides anew.
                next = scopes.TryPeek(out Scope? open) && !open.IsObject ? open.Message : null;
            }
            return null;
        }
        catch (JsonException e)
        {
            return $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: malformed, too deep, or more than one value";
        }
        catch (InvalidOperationException)
        {
            return "a string has half of a surrogate pair";
        }
    }

    private static FrozenDictionary<string, FieldDescriptor> FieldsOf(MessageDescriptor message) =>
        FieldsByName.GetOrAdd(message, static m => m.Fields.InDeclarationOrder()
            .SelectMany(f => new[] { f.Name, f.JsonName }.Distinct(StringComparer.Ordinal), (f, name) => KeyValuePair.Create(name, f))
            .ToFrozenDictionary(StringComparer.Ordinal));

    // Maps and the well-known types with a JSON form of their own have free keys.
    private static MessageDescriptor? MessageOf(FieldDescriptor? field) =>
        field is { FieldType: FieldType.Message or FieldType.Group, IsMap: false } && field.MessageType.File.Package != "google.protobuf" ? field.MessageType : null;

    private static string Shortened(string name) => name.Length <= 64 ? name : name[..64] + "…";

    private sealed class Scope(MessageDescriptor? message, bool isObject)
    {
        private HashSet<string>? _names;

        public MessageDescriptor? Message => message;

        public bool IsObject => isObject;

        public HashSet<string> Names => _names ??= new(StringComparer.Ordinal);
    }
}
