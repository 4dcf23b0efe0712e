using System.Collections.Immutable;
using Chain.Script.Literals;

namespace Chain.Contracts;

/// <summary>Reads types, and objects of names and types, from literals.</summary>
internal sealed class TypesReader(StructsReader structs, FaultSink faults)
{
    private const string Indexed = " indexed";

    /// <summary>A type written as a string; <c>null</c> when a fault was noted.</summary>
    public AbiType? Read(Literal literal) => Text(literal) is { } text ? Read(text, literal) : null;

    /// <summary>A type that can be a key: of a map's entry, or of an item of a set.</summary>
    public AbiType? ReadKey(Literal literal)
    {
        if (Read(literal) is not { } type)
            return null;
        if (type.IsKey)
            return type;
        faults.Refuse(ContractFaultCode.Type, literal.Span.Start, $"{type} cannot be a key: neither T? nor T[] can be in one");
        return null;
    }

    /// <summary>Names and types; <c>null</c> when a fault was noted.</summary>
    /// <param name="literal">The object; <c>null</c> for an empty one.</param>
    /// <param name="what">What the names are, in the plural, for messages.</param>
    /// <param name="mayBeIndexed">Whether a type may be followed by <c>indexed</c>.</param>
    public ImmutableArray<AbiField>? ReadFields(Literal? literal, string what, bool mayBeIndexed = false)
    {
        if (literal is null)
            return [];
        if (literal is not Literal.Object declared)
        {
            faults.Refuse(ContractFaultCode.Literal, literal.Span.Start, $"{what} are an object of names and types: {{ amount: 'u64' }}");
            return null;
        }
        if (declared.Properties.Length > ContractLimits.FieldsMax)
        {
            faults.Refuse(ContractFaultCode.Limit, literal.Span.Start, $"{what}: at most {ContractLimits.FieldsMax} are allowed");
            return null;
        }
        var fields = ImmutableArray.CreateBuilder<AbiField>(declared.Properties.Length);
        foreach (LiteralProperty property in declared.Properties)
        {
            if (!CheckName(property) || ReadField(property, mayBeIndexed) is not { } read)
                return null;
            fields.Add(read);
        }
        return fields.MoveToImmutable();
    }

    /// <summary>Checks that a key of a declaration is a name as the language has them.</summary>
    public bool CheckName(LiteralProperty property)
    {
        string name = property.Name;
        if (name.Length > ContractLimits.NameLengthMax)
            return faults.Refuse(ContractFaultCode.Name, property.KeySpan.Start, $"a name has at most {ContractLimits.NameLengthMax} characters");
        return IsName(name) || faults.Refuse(ContractFaultCode.Name, property.KeySpan.Start, $"{FaultSink.Quoted(name)} is no name: letters, digits, _ and $, no digit at its start");
    }

    private static bool IsName(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '$'))
                return false;
        }
        return name.Length > 0 && !char.IsAsciiDigit(name[0]) && name is not "__proto__";
    }

    private AbiField? ReadField(LiteralProperty property, bool mayBeIndexed)
    {
        if (Text(property.Value) is not { } text)
            return null;
        bool isIndexed = mayBeIndexed && text.EndsWith(Indexed, StringComparison.Ordinal);
        if (Read(isIndexed ? text[..^Indexed.Length] : text, property.Value) is not { } type)
            return null;
        if (!isIndexed || type.IsSimple)
            return new AbiField(property.Name, type, isIndexed);
        faults.Refuse(ContractFaultCode.Type, property.Value.Span.Start, $"a field of type {type} cannot be indexed, only one of a simple type");
        return null;
    }

    private string? Text(Literal literal)
    {
        if (literal is Literal.String text)
            return text.Value;
        bool isCollection = literal is Literal.Form;
        faults.Refuse(ContractFaultCode.Type, literal.Span.Start, isCollection ? "map, list and set are state fields of their own, not inside of anything" : "a type is a string, such as 'u64'");
        return null;
    }

    private AbiType? Read(string text, Literal literal)
    {
        AbiType? type = AbiTypeText.Read(text, name => structs.Find(name, this), out string reason);
        if (type is null)
            faults.Refuse(ContractFaultCode.Type, literal.Span.Start, $"{FaultSink.Quoted(text)}: {reason}");
        return type;
    }
}
