using Chain.Script.Ast;
using Chain.Script.Scoping;
using Chain.Types;

namespace Chain.Contracts;

/// <summary>
/// What may stand at the top level of a contract's module: imports from <c>chain</c>, functions, classes, constants with literal values, and one
/// <c>export default class … extends Contract</c>. So loading a module has no effect, and what it declares is known without loading it.
/// </summary>
internal sealed class ModuleRules(SourceUnit unit, ContractCompileOptions options, FaultSink faults)
{
    private readonly ClassRules classes = new(unit, faults);

    /// <summary>What is imported: local name, name in <c>chain</c>, and the binding.</summary>
    public List<(string Local, string Name, Binding Binding)> Imports { get; } = [];

    /// <summary>The class that is exported; set when <see cref="Check"/> holds.</summary>
    public Class? Contract { get; private set; }

    public bool Check()
    {
        if (!CheckGlobals())
            return false;
        foreach (Statement statement in unit.Body)
        {
            if (!CheckItem(statement))
                return false;
        }
        if (Contract is null)
            return faults.Refuse(ContractFaultCode.Module, 0, "a contract file exports its class: export default class Name extends Contract { … }");
        return CheckHeritage(Contract) && CheckAssignments();
    }

    /// <summary>One instance of a module serves all calls, so no function and no class of it may be exchanged. (Assigning to a const or an import throws.)</summary>
    private bool CheckAssignments()
    {
        Binding? exchanged = unit.Scope.Bindings.FirstOrDefault(binding => binding is { IsAssigned: true, IsConstant: false });
        return exchanged is null || faults.Refuse(
            ContractFaultCode.Module, exchanged.Start, $"{FaultSink.Quoted(exchanged.Name)} is assigned somewhere, but what is declared at the top level of a contract stays what it is");
    }

    private bool CheckGlobals()
    {
        foreach (GlobalReference global in unit.Globals)
        {
            if (ModuleNames.Globals.Contains(global.Name, StringComparer.Ordinal) || (options.AllowConsole && global.Name is "console"))
                continue;
            return faults.Refuse(ContractFaultCode.UnknownName, global.Start, UnknownGlobal(global.Name));
        }
        return true;
    }

    private static string UnknownGlobal(string name)
    {
        string shown = FaultSink.Quoted(name);
        if (name is "console")
            return "console is for tests and local tools; a network refuses contracts that name it";
        if (ModuleNames.Imports.Contains(name, StringComparer.Ordinal))
            return $"{shown} is not imported; write import {{ {name} }} from 'chain'";
        if (name is "tx")
            return "tx.origin does not exist: who calls is msg.sender";
        if (name is "now")
            return "there is no now: the time of the block is block.time, imported from 'chain'";
        return Spelling.Nearest(name, [.. ModuleNames.Globals, .. ModuleNames.Imports]) is { } near
            ? $"{shown} is not declared; did you mean {near}?"
            : $"{shown} is not declared";
    }

    private bool CheckItem(Statement statement) => statement switch
    {
        Statement.Import import => CheckImport(import),
        Statement.DeclareFunction or Statement.Empty => true,
        Statement.DeclareClass declaration => classes.CheckHelper(declaration.Class),
        Statement.Declare declaration => CheckConstants(declaration),
        Statement.ExportDeclaration { Declaration: Statement.DeclareClass declaration } export => CheckExport(export, declaration.Class),
        Statement.ExportDeclaration or Statement.ExportDefault or Statement.ExportNames =>
            Refuse(statement, "a contract file exports nothing but its class, as export default class Name extends Contract"),
        _ => Refuse(statement, "code does not run at the top level of a contract; put it into init or another method"),
    };

    private bool CheckImport(Statement.Import import)
    {
        if (import.Module is not ModuleNames.Chain)
            return Refuse(import, $"contracts import from 'chain' alone, not from {FaultSink.Quoted(import.Module)}; put everything else into this file");
        foreach (ImportedName name in import.Names)
        {
            if (name.Name is null or "default")
                return Refuse(name, "import the names that are needed: import { Contract, map } from 'chain'");
            if (!ModuleNames.Imports.Contains(name.Name, StringComparer.Ordinal))
                return Refuse(name, $"'chain' has no {FaultSink.Quoted(name.Name)}{(Spelling.Nearest(name.Name, ModuleNames.Imports) is { } near ? $"; did you mean {near}?" : "")}");
            Imports.Add((name.LocalName, name.Name, name.Binding));
        }
        return true;
    }

    private bool CheckConstants(Statement.Declare declaration)
    {
        if (declaration.Kind != DeclarationKind.Const)
            return Refuse(declaration, "variables at the top level are const: nothing outside of static state is remembered between calls");
        foreach (Declarator declarator in declaration.Declarators)
        {
            if (declarator.Target is not Pattern.Variable)
                return Refuse(declarator, "a const at the top level declares one name with a literal value");
            if (declarator.Initializer is Expression.FunctionValue)
                return Refuse(declarator, "a const at the top level has a literal value; write a function as function name(…) { … }");
            if (!classes.CheckPlainLiteral(declarator.Initializer!))
                return false;
        }
        return true;
    }

    private bool CheckExport(Statement.ExportDeclaration export, Class @class)
    {
        if (!IsDefault(export.Declaration))
            return Refuse(export, "a contract file exports one thing, its class, and as default: export default class Name extends Contract");
        if (!@class.HasOwnName)
            return Refuse(export, "the contract's class has a name: export default class Name extends Contract");
        Contract = @class;
        return true;
    }

    // Where a declaration is exported as default, the export has its place.
    private bool IsDefault(Statement declaration)
    {
        foreach (ExportEntry entry in unit.Exports)
        {
            if (entry.Start == declaration.Start)
                return entry.Name is "default";
        }
        return false;
    }

    private bool CheckHeritage(Class contract)
    {
        if (contract.Heritage is Expression.Identifier { Binding: { } binding })
        {
            foreach ((_, string name, Binding imported) in Imports)
            {
                if (name is "Contract" && ReferenceEquals(imported, binding))
                    return true;
            }
        }
        return faults.Refuse(
            ContractFaultCode.Module, contract.Heritage?.Start ?? contract.Start, "the contract's class extends Contract, imported from 'chain', and nothing between");
    }

    private bool Refuse(Node node, string message) => faults.Refuse(ContractFaultCode.Module, node.Start, message);
}
