using System.Runtime.InteropServices;

namespace Chain.Script.Bytecode;

/// <summary>
/// A stretch of code <c>[Start, End)</c> whose exceptions go to <paramref name="Target"/>: the stack is cut to <paramref name="Depth"/> operands and the
/// thrown value pushed. Ranges nest or are apart; an inner one comes first in the table.
/// </summary>
/// <param name="Start">The first word covered.</param>
/// <param name="End">The word after the last one covered.</param>
/// <param name="Target">The word index of the handler's Gas.</param>
/// <param name="Depth">Operands kept.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HandlerRange(int Start, int End, int Target, int Depth);
