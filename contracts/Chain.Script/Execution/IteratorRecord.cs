using System.Runtime.InteropServices;
using Chain.Script.Values;

namespace Chain.Script.Execution;

/// <summary>An iterator and its <c>next</c> method, which is read once.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct IteratorRecord(Value Iterator, Value Next);
