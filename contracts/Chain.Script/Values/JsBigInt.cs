using System.Globalization;
using System.Numerics;

namespace Chain.Script.Values;

/// <summary>An integer of any size up to <see cref="ScriptLimits.BigIntBitsMax"/> bits; whoever makes one from script data checks the bound first.</summary>
public sealed class JsBigInt : HeapValue
{
    /// <summary>The number.</summary>
    public readonly BigInteger Number;

    /// <summary>Wraps a number.</summary>
    public JsBigInt(BigInteger number)
        : base(ValueKind.BigInt) => Number = number;

    /// <inheritdoc/>
    public override string ToString() => Number.ToString(NumberFormatInfo.InvariantInfo) + "n";
}
