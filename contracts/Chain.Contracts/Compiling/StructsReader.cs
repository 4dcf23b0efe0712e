using System.Collections.Immutable;
using Chain.Script.Literals;

namespace Chain.Contracts;

/// <summary>Reads <c>static structs</c>. A struct may name others, before or after it, but not itself, however far around.</summary>
internal sealed class StructsReader(FaultSink faults)
{
    private readonly Dictionary<string, AbiType.Struct> read = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private Literal.Object? declared;

    /// <summary>The structs in declared order.</summary>
    public ImmutableArray<AbiType.Struct> All { get; private set; } = [];

    /// <summary>Reads all.</summary>
    public bool Read(Literal.Object? literal, TypesReader types)
    {
        declared = literal;
        if (declared is null)
            return true;
        var all = ImmutableArray.CreateBuilder<AbiType.Struct>(declared.Properties.Length);
        foreach (LiteralProperty property in declared.Properties)
        {
            if (Find(property.Name, types) is not { } found)
                return false;
            all.Add(found);
        }
        All = all.MoveToImmutable();
        return true;
    }

    /// <summary>The struct of a name; <c>null</c> if there is none, or a fault was noted. One call deep for each struct on the way, so bounded by their number.</summary>
    public AbiType.Struct? Find(string name, TypesReader types)
    {
        if (read.TryGetValue(name, out AbiType.Struct? found))
            return found;
        if (declared?.Properties.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal)) is not { } property)
            return null;
        if (!open.Add(name))
        {
            Refuse(property, $"{FaultSink.Quoted(name)} contains itself; a struct is a value, so its size must end");
            return null;
        }
        if (!types.CheckName(property) || !CheckFree(property) || types.ReadFields(property.Value, "the fields of a struct") is not { } fields)
            return null;
        if (AbiType.StructOf(name, fields) is not { } made)
        {
            Refuse(property, fields.IsEmpty
                ? "a struct has at least one field"
                : $"the struct is too large: structs, lists and optionals nest {ContractLimits.TypeDepthMax} deep, and hold {ContractLimits.TypeLeavesMax} values");
            return null;
        }
        read.Add(name, made);
        return made;
    }

    private bool CheckFree(LiteralProperty property) =>
        AbiTypeText.FindSimple(property.Name) is null || Refuse(property, $"{FaultSink.Quoted(property.Name)} is a type of the language");

    private bool Refuse(LiteralProperty property, string message) => faults.Refuse(ContractFaultCode.Type, property.KeySpan.Start, message);
}
