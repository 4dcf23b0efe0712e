namespace Chain.Contracts;

/// <summary>The protocol constants of contracts: what a source, an ABI and the values that cross a border may measure.</summary>
public static class ContractLimits
{
    /// <summary>The longest source, in bytes of UTF-8.</summary>
    public const int SourceBytesMax = 128 * 1024;

    /// <summary>The longest name of a method, event, field, struct or argument, in characters, which are ASCII.</summary>
    public const int NameLengthMax = 64;

    /// <summary>The most types nested in each other.</summary>
    public const int TypeDepthMax = 8;

    /// <summary>The most simple values that a value of a type holds when all its lists are empty.</summary>
    public const int TypeLeavesMax = 256;

    /// <summary>The most fields of a struct or an event, and arguments of a method.</summary>
    public const int FieldsMax = 64;

    /// <summary>The most key types of a map.</summary>
    public const int MapKeysMax = 4;

    /// <summary>The most methods, events, state fields, and structs each.</summary>
    public const int DeclarationsMax = 256;

    /// <summary>The most indexed fields of an event.</summary>
    public const int IndexedFieldsMax = 4;

    /// <summary>The longest encoding of arguments, in bytes.</summary>
    public const int ArgumentsBytesMax = 64 * 1024;
}
