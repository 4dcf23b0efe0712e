namespace Chain.Contracts;

/// <summary>
/// Reads types as authors write them: <c>name ( "?" | "[]" )*</c>, where the name is that of a simple type or of a struct. Nothing else may stand in the text,
/// not even a blank.
/// </summary>
public static class AbiTypeText
{
    private static readonly (string Text, AbiType Type)[] Simple =
    [
        .. new AbiType[]
        {
            AbiType.UInt.U8, AbiType.UInt.U16, AbiType.UInt.U32, AbiType.UInt.U64, AbiType.UInt.U128, AbiType.UInt.U256,
            AbiType.Int.I64, AbiType.Int.I128, AbiType.Int.I256,
            AbiType.Bool.Instance, AbiType.Text.Instance, AbiType.Bytes.Instance, AbiType.Address.Instance,
        }.Select(type => (type.Name, type)),
    ];

    /// <summary>Reads a type.</summary>
    /// <param name="text">The text; of any length.</param>
    /// <param name="findStruct">Gives the struct of a name, or <c>null</c>.</param>
    /// <param name="reason">Why the text is no type: a part of a sentence that begins with the text.</param>
    public static AbiType? Read(string text, Func<string, AbiType.Struct?> findStruct, out string reason)
    {
        reason = "";
        int end = text.AsSpan().IndexOfAny('?', '[');
        string name = end < 0 ? text : text[..end];
        AbiType? type = FindSimple(name) ?? findStruct(name);
        if (type is null)
        {
            reason = Unknown(name);
            return null;
        }
        for (int at = name.Length; at < text.Length;)
        {
            ReadOnlySpan<char> rest = text.AsSpan(at);
            bool isOptional = rest[0] == '?';
            if (!isOptional && !rest.StartsWith("[]"))
            {
                reason = "after the name of a type only ? and [] may stand";
                return null;
            }
            if (isOptional && type is AbiType.Optional)
            {
                reason = "an optional type cannot be made optional again";
                return null;
            }
            type = isOptional ? AbiType.OptionalOf(type) : AbiType.ListOf(type);
            if (type is null)
            {
                reason = $"types may be nested {ContractLimits.TypeDepthMax} deep";
                return null;
            }
            at += isOptional ? 1 : 2;
        }
        return type;
    }

    /// <summary>The simple type of this name; <c>null</c> if there is none.</summary>
    public static AbiType? FindSimple(string name)
    {
        foreach ((string text, AbiType type) in Simple)
        {
            if (string.Equals(text, name, StringComparison.Ordinal))
                return type;
        }
        return null;
    }

    private static string Unknown(string name) => name switch
    {
        "" => "a type has a name",
        "int" or "i8" or "i16" or "i32" => "there is no such type; signed integers are i64, i128 and i256",
        "uint" or "number" or "bigint" or "uint256" or "uint64" => "there is no such type; integers are u8, u16, u32, u64, u128, u256, i64, i128 and i256",
        "boolean" => "there is no such type; write bool",
        "str" or "text" or "String" => "there is no such type; write string",
        "Uint8Array" or "byte" => "there is no such type; write bytes",
        "map" or "set" or "list" => $"collections are state fields of their own: {name}('…') in static state",
        _ when name.Contains(' ', StringComparison.Ordinal) => "a type holds no blank; only the fields of events can be indexed",
        _ => "there is no such type, and no struct of this name in static structs",
    };
}
