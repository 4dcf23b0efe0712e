using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Chain.Script.Execution;
using Chain.Script.Values;

namespace Chain.Script.Builtins;

/// <summary>
/// Hashes of the keys of Map and Set. They are keyed by secrets of the process, so nobody who writes a script can make keys collide; and
/// they are never visible, because the order of a collection is that of insertion and the gas of a lookup counts only the key's length.
/// </summary>
internal static class KeyHash
{
    // Multiplication by a secret odd number and the upper half of the product: a universal family, so for any two keys that somebody
    // chose without the secret a collision is as unlikely as for random ones.
    private static readonly ulong Offset = Secret("map offset");
    private static readonly ulong Odd = Secret("map factor") | 1;

    /// <summary>The hash of a key that is normalised (no −0, one NaN); its upper bits are the good ones. Charges by the length of strings and bigints.</summary>
    internal static uint Of(Machine machine, in Value key) => key.Kind switch
    {
        ValueKind.Number => Mix(BitConverter.DoubleToUInt64Bits(key.AsNumber)),
        ValueKind.String => Of(machine, key.AsString),
        ValueKind.BigInt => Of(machine, key.AsBigInt),
        ValueKind.Symbol or ValueKind.Object => Mix((ulong)RuntimeHelpers.GetHashCode(key.Ref)),
        _ => Mix(((ulong)key.Kind * 2) + (key.IsTrue ? 1UL : 0)),
    };

    private static uint Of(Machine machine, JsString text)
    {
        CollectionCosts.KeyText.Charge(machine, text.Length);
        text.Flat(machine.Meter);
        return Mix((ulong)text.KeyHash);
    }

    private static uint Of(Machine machine, BigInteger number)
    {
        int length = number.GetByteCount();
        CollectionCosts.KeyText.Charge(machine, length);
        Span<byte> bytes = stackalloc byte[(ScriptLimits.BigIntBitsMax / 8) + 16];
        number.TryWriteBytes(bytes, out length);
        bytes[length..(length + 8)].Clear();
        uint hash = 0;
        for (int at = 0; at < length; at += 8)
            hash = Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]) + ((ulong)hash * Odd));
        return hash;
    }

    private static uint Mix(ulong bits) => (uint)(((bits + Offset) * Odd) >> 32);

    private static ulong Secret(string name) =>
        ((ulong)(uint)StringComparer.Ordinal.GetHashCode(name) << 32) | (uint)StringComparer.Ordinal.GetHashCode(name + name);
}
