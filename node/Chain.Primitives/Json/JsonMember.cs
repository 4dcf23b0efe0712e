namespace Chain.Primitives.Json;

/// <summary>A key and its value in an object.</summary>
/// <param name="Name">The key, unescaped.</param>
/// <param name="NameOffset">Where the key begins, in bytes.</param>
/// <param name="Value">The value.</param>
public readonly record struct JsonMember(string Name, int NameOffset, JsonValue Value);
