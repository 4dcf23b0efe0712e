using Chain.Script.Ast;
using Chain.Script.Literals;

namespace Chain.Contracts;

/// <summary>State fields, methods and what every object has share the names of <c>this</c>: no name may mean two things.</summary>
internal sealed class MemberNames(Class contract, FaultSink faults)
{
    private readonly Dictionary<string, ClassMember.Method> methods = Index(contract);

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
            if (Find(property.Name) is { } member)
            {
                int line = faults.LineOf(property.KeySpan.Start);
                return Refuse(member.Key.Start, $"{FaultSink.Quoted(property.Name)} is a state field (line {line}) and a method (line {faults.LineOf(member.Key.Start)}); give one of them another name");
            }
        }
        return true;
    }

    /// <summary>The method or accessor of instances that has this name, the first of several; <c>null</c> if there is none.</summary>
    public ClassMember.Method? Find(string name) => methods.GetValueOrDefault(name);

    // A class has tens of thousands of members if somebody wants it: each is looked at once.
    private static Dictionary<string, ClassMember.Method> Index(Class contract)
    {
        var found = new Dictionary<string, ClassMember.Method>(StringComparer.Ordinal);
        foreach (ClassMember member in contract.Members)
        {
            if (member is ClassMember.Method { IsStatic: false, Key: PropertyKey.Name key } method)
                found.TryAdd(key.Text, method);
        }
        return found;
    }

    private bool Refuse(int offset, string message) => faults.Refuse(ContractFaultCode.Name, offset, message);
}
