using System.Collections.Immutable;
using Chain.Script.Literals;
using Chain.Script.Scoping;

namespace Chain.Contracts;

/// <summary>Reads <c>static state</c>.</summary>
internal sealed class StateReader(TypesReader types, List<(string Local, string Name, Binding Binding)> imports, FaultSink faults)
{
    /// <summary>The fields in declared order; <c>null</c> when a fault was noted.</summary>
    public ImmutableArray<StateField>? Read(Literal.Object? declared)
    {
        var state = ImmutableArray.CreateBuilder<StateField>();
        foreach (LiteralProperty property in declared?.Properties ?? [])
        {
            if (!types.CheckName(property) || ReadField(property) is not { } read)
                return null;
            state.Add(read);
        }
        return state.ToImmutable();
    }

    private StateField? ReadField(LiteralProperty property)
    {
        if (property.Value is Literal.Form form)
            return ReadCollection(property.Name, form);
        return types.Read(property.Value) is { } type ? new StateField.Plain(property.Name, type) : null;
    }

    private StateField? ReadCollection(string name, Literal.Form form)
    {
        switch (ImportedName(form.Name))
        {
            case "map" when form.Arguments.Length is >= 2 and <= ContractLimits.MapKeysMax + 1:
                return ReadMap(name, form);
            case "map":
                return Refuse(form, $"a map has 1 to {ContractLimits.MapKeysMax} types of keys and one of values: map('address', 'u64')");
            case "list" when form.Arguments.Length == 1:
                return types.Read(form.Arguments[0]) is { } item ? new StateField.List(name, item) : null;
            case "list":
                return Refuse(form, "a list has one type of items: list('u64')");
            case "set" when form.Arguments.Length == 1:
                return types.ReadKey(form.Arguments[0]) is { } member ? new StateField.Set(name, member) : null;
            case "set":
                return Refuse(form, "a set has one type of items: set('address')");
            default:
                return Refuse(form, $"a state field is a type, or map, list or set, imported from '{ModuleNames.Chain}'");
        }
    }

    private StateField.Map? ReadMap(string name, Literal.Form form)
    {
        var keys = ImmutableArray.CreateBuilder<AbiType>(form.Arguments.Length - 1);
        foreach (Literal key in form.Arguments.AsSpan()[..^1])
        {
            if (types.ReadKey(key) is not { } type)
                return null;
            keys.Add(type);
        }
        return types.Read(form.Arguments[^1]) is { } value ? new StateField.Map(name, keys.MoveToImmutable(), value) : null;
    }

    private string? ImportedName(string local)
    {
        foreach ((string candidate, string name, _) in imports)
        {
            if (string.Equals(candidate, local, StringComparison.Ordinal))
                return name;
        }
        return null;
    }

    private StateField? Refuse(Literal literal, string message)
    {
        faults.Refuse(ContractFaultCode.Type, literal.Span.Start, message);
        return null;
    }
}
