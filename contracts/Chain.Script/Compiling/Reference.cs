using System.Runtime.InteropServices;
using Chain.Script.Ast;

namespace Chain.Script.Compiling;

/// <summary>A target that can be read and written, with <paramref name="Parts"/> operands on the stack that say which.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Parts">How many operands it has on the stack.</param>
/// <param name="Name">The property name, of named ones.</param>
/// <param name="Variable">The variable.</param>
/// <param name="Offset">Where its errors are.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Reference(ReferenceKind Kind, int Parts, string Name, Pattern.Variable? Variable, int Offset);
