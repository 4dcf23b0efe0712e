using System.Runtime.InteropServices;

namespace Chain.Script.Bytecode;

/// <summary>
/// Where a new closure finds one of its cells: in a slot of the frame that creates it, or among the cells that this frame's own closure captured.
/// </summary>
/// <param name="FromSlot">True: <paramref name="Index"/> is a slot that holds a cell; false: a captured cell.</param>
/// <param name="Index">The slot or capture of the creating function.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Capture(bool FromSlot, int Index);
