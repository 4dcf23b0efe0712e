using Chain.Script.Ast;
using Chain.Script.Literals;

namespace Chain.Contracts;

/// <summary>State fields, methods and what every object has share the names of <c>this</c>: no name may mean two things.</summary>
internal sealed class MemberNames(Class contract, FaultSink faults)
{
    /// <summary>What every object of the language answers to, and what the runtime calls.</summary>
    private static readonly string[] Reserved =
    [
        "constructor", "init", "migrate", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toString", "valueOf",
    ];

    /// <summary>Checks the names of the state fields against each other name; methods must not hide what every object has.</summary>
    public bool Check(Literal.Object? state)
    {
        foreach (LiteralProperty property in state?.Properties ?? [])
        {
            if (Reserved.Contains(property.Name, StringComparer.Ordinal))
                return Refuse(property.KeySpan.Start, $"{FaultSink.Quoted(property.Name)} cannot be a state field: it means something on every contract");
            if (FindMember(property.Name) is { } member)
            {
                int line = faults.LineOf(property.KeySpan.Start);
                return Refuse(member.Start, $"{FaultSink.Quoted(property.Name)} is a state field (line {line}) and a method (line {faults.LineOf(member.Start)}); give one of them another name");
            }
        }
        return true;
    }

    private PropertyKey.Name? FindMember(string name)
    {
        foreach (ClassMember member in contract.Members)
        {
            if (member is ClassMember.Method { IsStatic: false, Key: PropertyKey.Name key } && string.Equals(key.Text, name, StringComparison.Ordinal))
                return key;
        }
        return null;
    }

    private bool Refuse(int offset, string message) => faults.Refuse(ContractFaultCode.Name, offset, message);
}
