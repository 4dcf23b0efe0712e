using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>What a module gives out: a name and the binding that it shows (live).</summary>
/// <param name="Name">The name outside; <c>default</c> for the default export.</param>
/// <param name="Binding">The binding; of kind <see cref="BindingKind.Import"/> where an import is passed on.</param>
/// <param name="Start">The offset where it is exported.</param>
public sealed record ExportEntry(string Name, Binding Binding, int Start);
