using Chain.Script.Ast;
using Chain.Script.Literals;
using Chain.Script.Scoping;

namespace Chain.Contracts;

/// <summary>Reads a contract's ABI from its class: each declaration in a reader of its own, structs first, because the others name them.</summary>
internal sealed class AbiBuilder(SourceUnit unit, Class contract, List<(string Local, string Name, Binding Binding)> imports, FaultSink faults)
{
    /// <summary>The ABI; <c>null</c> when a fault was noted.</summary>
    public ContractAbi? Build()
    {
        var structs = new StructsReader(faults);
        var types = new TypesReader(structs, faults);
        if (!ReadDeclaration("structs", out Literal.Object? structsLiteral) || !structs.Read(structsLiteral, types))
            return null;
        if (!ReadDeclaration("state", out Literal.Object? stateLiteral) || new StateReader(types, imports, faults).Read(stateLiteral) is not { } state)
            return null;
        if (!ReadDeclaration("events", out Literal.Object? eventsLiteral) || new EventsReader(unit, types, faults).Read(eventsLiteral) is not { } events)
            return null;
        var members = new MemberNames(contract, faults);
        var methods = new MethodsReader(contract, members, types, faults);
        if (!ReadDeclaration("abi", out Literal.Object? abiLiteral) || methods.Read(abiLiteral) is not { } listed)
            return null;
        if (!ReadReceives(out bool receives) || !members.Check(stateLiteral))
            return null;
        return new ContractAbi
        {
            Name = contract.Name!,
            Description = contract.Doc?.Text ?? "",
            Structs = structs.All,
            State = state,
            Events = events,
            Methods = listed,
            Init = methods.Init,
            Migrate = methods.Migrate,
            Receives = receives,
        };
    }

    // A contract without the declaration has an empty one.
    private bool ReadDeclaration(string name, out Literal.Object? declared)
    {
        declared = null;
        if (LiteralReader.StaticField(contract, name) is not { Initializer: { } initializer })
            return true;
        LiteralResult literal = LiteralReader.Read(unit, initializer);
        if (!literal.IsOk)
            return faults.Refuse(literal.Fault);
        declared = literal.Value as Literal.Object;
        if (declared is null)
            return faults.Refuse(ContractFaultCode.Literal, literal.Value.Span.Start, $"static {name} is an object: static {name} = {{ … }}");
        return declared.Properties.Length <= ContractLimits.DeclarationsMax
            || faults.Refuse(ContractFaultCode.Limit, declared.Span.Start, $"static {name} holds more than {ContractLimits.DeclarationsMax} names");
    }

    private bool ReadReceives(out bool receives)
    {
        receives = false;
        if (LiteralReader.StaticField(contract, "receives") is not { Initializer: { } initializer })
            return true;
        receives = initializer is Expression.Boolean { Value: true };
        return initializer is Expression.Boolean || faults.Refuse(ContractFaultCode.Literal, initializer.Start, "static receives is true or false");
    }
}
