using System.Runtime.InteropServices;

namespace Chain.Script.Bytecode;

/// <summary>A name that a module exports and the cell of its instance that it stands for.</summary>
/// <param name="Name">The exported name (<c>default</c> for the default export).</param>
/// <param name="Cell">An index into <see cref="ScriptUnit.ModuleCells"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ModuleExport(string Name, int Cell);
