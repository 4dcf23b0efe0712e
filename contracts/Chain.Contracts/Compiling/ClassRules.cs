using Chain.Script.Ast;
using Chain.Script.Literals;

namespace Chain.Contracts;

/// <summary>What may stand in a class at the top level: nothing that runs when the module is loaded, and in the contract's class no state but the declared one.</summary>
internal sealed class ClassRules(SourceUnit unit, FaultSink faults)
{
    /// <summary>The static fields of a contract's class.</summary>
    private static readonly string[] Declarations = ["structs", "state", "events", "abi", "receives"];

    /// <summary>Checks a class that is not the contract's.</summary>
    public bool CheckHelper(Class @class)
    {
        if (@class.Heritage is not (null or Expression.Identifier { NeedsTdzCheck: false }))
            return Refuse(@class.Heritage, "a class at the top level extends a class that is declared before it, by its name");
        foreach (ClassMember member in @class.Members)
        {
            if (!CheckMember(member))
                return false;
            if (member is ClassMember.Field { IsStatic: true, Initializer: { } value } && !CheckPlainLiteral(value))
                return false;
        }
        return true;
    }

    /// <summary>Checks the contract's class, but for what its declarations say.</summary>
    public bool CheckContract(Class @class)
    {
        if (@class.Constructor is { } constructor)
            return Refuse(constructor, "a contract has no constructor; use init, which runs once, when it is deployed");
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (ClassMember member in @class.Members)
        {
            if (!CheckMember(member))
                return false;
            if (member is ClassMember.Field { IsStatic: true } declaration && !CheckDeclaration(declaration, found))
                return false;
            if (member is ClassMember.Field { IsStatic: false })
                return Refuse(member, "a contract's class has no fields of its own: state is declared in static state, which is stored");
            if (member is ClassMember.Method { IsStatic: true, Key: PropertyKey.Name name } && Declarations.Contains(name.Text, StringComparer.Ordinal))
                return Refuse(member, $"{name.Text} is a literal: static {name.Text} = …");
        }
        return CheckTwice(@class);
    }

    /// <summary>Checks that an expression is a literal, without forms such as <c>map(…)</c>.</summary>
    public bool CheckPlainLiteral(Expression expression)
    {
        LiteralResult literal = LiteralReader.Read(unit, expression);
        if (!literal.IsOk)
            return faults.Refuse(literal.Fault);
        return CheckNoForms(literal.Value);
    }

    private bool CheckNoForms(Literal literal) => literal switch
    {
        Literal.Form form => faults.Refuse(ContractFaultCode.Literal, form.Span.Start, "this must be a literal, because nothing runs when a contract is loaded"),
        Literal.Array array => array.Items.All(CheckNoForms),
        Literal.Object declared => declared.Properties.All(property => CheckNoForms(property.Value)),
        _ => true,
    };

    private bool CheckMember(ClassMember member)
    {
        if (member is ClassMember.StaticBlock)
            return Refuse(member, "static blocks run code when a contract is loaded, and nothing does; use init");
        PropertyKey? key = member switch
        {
            ClassMember.Method method => method.Key,
            ClassMember.Field property => property.Key,
            _ => null,
        };
        // Symbols of the language may name a method: [Symbol.iterator]() { … }.
        if (key is not PropertyKey.Computed computed || (member is ClassMember.Method && IsSymbol(computed.Expression)))
            return true;
        return Refuse(key, "a computed name runs code when a contract is loaded, and nothing does; write the name itself");
    }

    private static bool IsSymbol(Expression expression) =>
        expression is Expression.Chain { Base: Expression.Identifier { Name: "Symbol", Binding: null }, Links: [Link.Member { IsOptional: false }] };

    private bool CheckDeclaration(ClassMember.Field declaration, HashSet<string> found)
    {
        if (declaration.Key is not PropertyKey.Name name || !Declarations.Contains(name.Text, StringComparer.Ordinal))
            return Refuse(declaration, $"the static fields of a contract's class are {string.Join(", ", Declarations)}; write a constant as const at the top of the file");
        if (!found.Add(name.Text))
            return Refuse(declaration, $"static {name.Text} is written twice");
        return declaration.Initializer is not null || Refuse(declaration, $"static {name.Text} has no value");
    }

    // A second method of the same name would silently replace the first.
    private bool CheckTwice(Class @class)
    {
        var lines = new Dictionary<(string Name, bool IsStatic, FunctionKind Kind), int>();
        foreach (ClassMember member in @class.Members)
        {
            if (member is not ClassMember.Method { Key: PropertyKey.Name key } method)
                continue;
            if (lines.TryAdd((key.Text, member.IsStatic, method.Function.Kind), key.Start))
                continue;
            int first = lines[(key.Text, member.IsStatic, method.Function.Kind)];
            return faults.Refuse(ContractFaultCode.Name, key.Start, $"{FaultSink.Quoted(key.Text)} is defined twice, first in line {faults.LineOf(first)}");
        }
        return true;
    }

    private bool Refuse(Node node, string message) => faults.Refuse(ContractFaultCode.Class, node.Start, message);
}
