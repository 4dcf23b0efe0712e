using Chain.Script.Hosting;
using Chain.Script.Values;

namespace Chain.Contracts;

/// <summary>A code ready to run, with the tables that the runtime needs of its ABI.</summary>
internal sealed class LoadedContract
{
    private readonly Dictionary<PropertyKey, FieldPlace> places = [];
    private readonly Dictionary<AbiType.Struct, StructShape> shapes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, (AbiEvent Event, StructShape Shape)> events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AbiMethod> methods = new(StringComparer.Ordinal);

    internal LoadedContract(ContractCode code, long weight)
    {
        Code = code;
        Weight = weight;
        Instance = SharedModule.TryCreate(code.Unit, ChainModule.Instance);
        foreach (StateField field in code.Abi.State)
        {
            var place = new FieldPlace(field, Fields.Count);
            Fields.Add(place);
            places.Add(place.Key, place);
        }
        FieldKeys = [.. Fields.Select(place => place.Key)];
        foreach (AbiEvent declared in code.Abi.Events)
            events.Add(declared.Name, (declared, new StructShape(declared.Fields)));
        foreach (AbiMethod method in code.Abi.Methods)
            methods.Add(method.Name, method);
    }

    /// <summary>The code.</summary>
    internal ContractCode Code { get; }

    /// <summary>Its module, evaluated once for all frames; null when evaluating it fails, which it then does in each frame.</summary>
    internal SharedModule? Instance { get; }

    /// <summary>What its first touch is charged by: what the state says, whatever compiler made it anew.</summary>
    internal long Weight { get; }

    /// <summary>The fields of the state in declared order.</summary>
    internal List<FieldPlace> Fields { get; } = [];

    /// <summary>Their names.</summary>
    internal IReadOnlyList<PropertyKey> FieldKeys { get; }

    internal bool TryFindField(PropertyKey key, out FieldPlace place) => places.TryGetValue(key, out place!);

    internal bool TryFindEvent(string name, out AbiEvent declared, out StructShape shape)
    {
        bool found = events.TryGetValue(name, out var entry);
        (declared, shape) = entry;
        return found;
    }

    internal AbiMethod? FindMethod(string name) => methods.GetValueOrDefault(name);

    /// <summary>The names of a struct of this code's ABI.</summary>
    internal StructShape ShapeOf(AbiType.Struct type)
    {
        if (!shapes.TryGetValue(type, out StructShape? shape))
            shapes.Add(type, shape = new StructShape(type.Fields));
        return shape;
    }
}
