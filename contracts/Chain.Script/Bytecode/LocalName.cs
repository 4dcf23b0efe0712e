using System.Runtime.InteropServices;

namespace Chain.Script.Bytecode;

/// <summary>Which variable a slot or captured cell is, for observers. Nothing that a script can see depends on it.</summary>
/// <param name="Name">The author's name.</param>
/// <param name="Slot">The slot.</param>
/// <param name="IsCell">Whether the slot holds a cell.</param>
/// <param name="Start">The first word of the variable's scope.</param>
/// <param name="End">The word after its scope.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LocalName(string Name, int Slot, bool IsCell, int Start, int End);
