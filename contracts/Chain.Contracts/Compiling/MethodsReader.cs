using System.Collections.Immutable;
using Chain.Script.Ast;
using Chain.Script.Literals;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>Reads <c>static abi</c> and holds it against the methods that the class has.</summary>
internal sealed class MethodsReader(Class contract, MemberNames members, TypesReader types, FaultSink faults)
{
    private const string InitName = "init";
    private const string MigrateName = "migrate";

    private static readonly string[] Keys = ["args", "returns", "view", "payable", "reentrant"];

    /// <summary>What runs at deployment.</summary>
    public AbiMethod? Init { get; private set; }

    /// <summary>What runs in an upgrade.</summary>
    public AbiMethod? Migrate { get; private set; }

    /// <summary>The methods in declared order; <c>null</c> when a fault was noted.</summary>
    public ImmutableArray<AbiMethod>? Read(Literal.Object? declared)
    {
        var methods = ImmutableArray.CreateBuilder<AbiMethod>();
        foreach (LiteralProperty property in declared?.Properties ?? [])
        {
            if (!types.CheckName(property) || ReadMethod(property) is not { } method)
                return null;
            if (method.Name is InitName)
                Init = method;
            else if (method.Name is MigrateName)
                Migrate = method;
            else
                methods.Add(method);
        }
        Init ??= Unlisted(InitName);
        Migrate ??= Unlisted(MigrateName);
        return faults.Fault is null ? methods.ToImmutable() : null;
    }

    private AbiMethod? ReadMethod(LiteralProperty property)
    {
        if (FindWritten(property.Name, property.KeySpan.Start) is not { } written)
            return null;
        if (property.Value is not Literal.Object literal)
        {
            faults.Refuse(ContractFaultCode.Literal, property.Value.Span.Start, "a method in static abi is an object: { args: { … }, returns: '…', view: true }");
            return null;
        }
        foreach (LiteralProperty option in literal.Properties)
        {
            if (!Keys.Contains(option.Name, StringComparer.Ordinal))
            {
                Refused(option.KeySpan.Start, Unknown(option.Name));
                return null;
            }
        }
        if (types.ReadFields(literal.Find("args"), "args") is not { } arguments)
            return null;
        AbiType? returns = null;
        if (literal.Find("returns") is { } returned && (returns = types.Read(returned)) is null)
            return null;
        if (!ReadFlag(literal, "view", out bool isView) || !ReadFlag(literal, "payable", out bool isPayable) || !ReadFlag(literal, "reentrant", out bool isReentrant))
            return null;
        var method = new AbiMethod
        {
            Name = property.Name,
            Arguments = arguments,
            Returns = returns,
            IsView = isView,
            IsPayable = isPayable,
            IsReentrant = isReentrant,
            Description = written.Doc?.Text ?? "",
            Line = faults.LineOf(written.Start),
        };
        return CheckSense(method, property) && CheckParameters(written.Function, method) ? method : null;
    }

    /// <summary>A method that is called without being in <c>static abi</c>, if it is written: then it takes no arguments.</summary>
    private AbiMethod? Unlisted(string name)
    {
        if (members.Find(name) is null || FindWritten(name, contract.Start) is not { } written)
            return null;
        var method = new AbiMethod { Name = name, Description = written.Doc?.Text ?? "", Line = faults.LineOf(written.Start) };
        return CheckParameters(written.Function, method) ? method : null;
    }

    private bool CheckSense(AbiMethod method, LiteralProperty property)
    {
        bool isSpecial = method.Name is InitName or MigrateName;
        if (method.IsView && method.IsPayable)
            return Refused(property.KeySpan.Start, "a view changes nothing, so it cannot be payable");
        if (isSpecial && (method.IsView || method.IsReentrant || method.Returns is not null))
            return Refused(property.KeySpan.Start, $"{method.Name} returns nothing, and is neither view nor reentrant");
        if (method.Name is MigrateName && method.IsPayable)
            return Refused(property.KeySpan.Start, "an upgrade brings no coins, so migrate cannot be payable");
        return true;
    }

    /// <summary>The parameters are there for the arguments, in the same order. Names need not be equal, but a name of an argument stands in its place.</summary>
    private bool CheckParameters(Function function, AbiMethod method)
    {
        // The old state comes before the declared arguments.
        int before = method.Name is MigrateName ? 1 : 0;
        int given = before + method.Arguments.Length;
        if (function.ExpectedArgumentCount > given)
            return Refused(function.Start, $"{method.Name} has {function.ExpectedArgumentCount} parameters, but static abi gives it {given} arguments{Hint(method)}");
        if (function.Parameters.Length < given && function.Rest is null && !(method.Name is MigrateName && method.Arguments.IsEmpty))
            return Refused(function.Start, $"{method.Name} has {function.Parameters.Length} parameters, but static abi gives it {given} arguments");
        for (int i = 0; i < function.Parameters.Length; i++)
        {
            if (function.Parameters[i].Target is not Pattern.Variable parameter)
                continue;
            int place = IndexOf(method.Arguments, parameter.Name);
            if (place >= 0 && place + before != i)
                return Refused(function.Parameters[i].Start, $"{method.Name}: {FaultSink.Quoted(parameter.Name)} is argument {place + before + 1} in static abi, but parameter {i + 1}");
        }
        return true;
    }

    private static string Hint(AbiMethod method) =>
        method.Name is InitName && method.Arguments.IsEmpty ? "; declare them: static abi = { init: { args: { … } } }" : "";

    private static int IndexOf(ImmutableArray<AbiField> arguments, string name)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (string.Equals(arguments[i].Name, name, StringComparison.Ordinal))
                return i;
        }
        return -1;
    }

    /// <summary>The method of the class that has this name; a fault when there is none that can be called.</summary>
    private ClassMember.Method? FindWritten(string name, int start)
    {
        if (members.Find(name) is { } method)
        {
            if (method.Function.Kind == FunctionKind.Method && !method.Function.IsGenerator)
                return method;
            faults.Refuse(ContractFaultCode.Abi, method.Key.Start, $"{name} can be called from outside only if it is a plain method, no getter, setter or generator");
            return null;
        }
        string[] written = [.. contract.Members.OfType<ClassMember.Method>().Select(candidate => (candidate.Key as PropertyKey.Name)?.Text).OfType<string>().Take(ContractLimits.DeclarationsMax)];
        string hint = Spelling.Nearest(name, written) is { } near ? $"; did you mean {near}?" : "";
        faults.Refuse(ContractFaultCode.Abi, start, $"static abi names {FaultSink.Quoted(name)}, but the class has no such method{hint}");
        return null;
    }

    private bool ReadFlag(Literal.Object literal, string name, out bool value)
    {
        Literal? flag = literal.Find(name);
        value = flag is Literal.Boolean { Value: true };
        return flag is null or Literal.Boolean || faults.Refuse(ContractFaultCode.Literal, flag.Span.Start, $"{name} is true or false");
    }

    private static string Unknown(string name)
    {
        string hint = Spelling.Nearest(name, Keys) is { } near ? $"; did you mean {near}?" : $"; it can say {string.Join(", ", Keys)}";
        return $"a method in static abi has no {FaultSink.Quoted(name)}{hint}";
    }

    private bool Refused(int offset, string message) => faults.Refuse(ContractFaultCode.Abi, offset, message);
}
