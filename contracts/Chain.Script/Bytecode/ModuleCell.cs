using System.Runtime.InteropServices;

namespace Chain.Script.Bytecode;

/// <summary>
/// One cell of a module instance: an import when <paramref name="Specifier"/> is there, else a variable of the module that is exported. The machine makes all cells
/// (empty, so in the dead zone) before the body runs, and fills the cells of imports.
/// </summary>
/// <param name="Specifier">The module that it is imported from, or null.</param>
/// <param name="Name">The imported name (<c>*</c> for the namespace), or the local name of the variable.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ModuleCell(string? Specifier, string Name);
