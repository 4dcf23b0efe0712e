using System.Collections.Immutable;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Chain.Contracts.Tests.Codec;

/// <summary>Types and values of them, by chance.</summary>
internal static class AbiSamples
{
    private static readonly AbiType[] Simple =
    [
        AbiType.UInt.U8, AbiType.UInt.U16, AbiType.UInt.U32, AbiType.UInt.U64, AbiType.UInt.U128, AbiType.UInt.U256, AbiType.Int.I64, AbiType.Int.I128, AbiType.Int.I256,
        AbiType.Bool.Instance, AbiType.Text.Instance, AbiType.Bytes.Instance, AbiType.Address.Instance,
    ];

    public static Gen<AbiType> Types { get; } = Gen.Choose(0, 3).SelectMany(Type);

    public static Gen<(AbiType Type, AbiValue Value)> Values { get; } = Types.SelectMany(type => Value(type).Select(value => (type, value)));

    public static Gen<AbiValue> Value(AbiType type) => type switch
    {
        AbiType.UInt unsigned => Integer(unsigned.Bits).Select(value => (AbiValue)new AbiValue.Integer(value & unsigned.Max)),
        AbiType.Int signed => Integer(signed.Bits).Select(value => (AbiValue)new AbiValue.Integer((value & ((BigInteger.One << signed.Bits) - 1)) + signed.Min)),
        AbiType.Bool => Gen.Elements<AbiValue>(AbiValue.Bool.True, AbiValue.Bool.False),
        AbiType.Text => Gen.Elements("", "a", "é", "日本", "😀", "\0", "x\n\"y\"", new string('z', 200)).Select(text => (AbiValue)new AbiValue.Text(text)),
        AbiType.Bytes => Bytes(0, 200).Select(bytes => (AbiValue)new AbiValue.Bytes(bytes)),
        AbiType.Address => Bytes(32, 32).Select(bytes => (AbiValue)new AbiValue.Address(new Chain.Primitives.Address(bytes))),
        AbiType.Optional optional => Gen.OneOf(Gen.Constant<AbiValue>(AbiValue.None.Instance), Value(optional.Of)),
        AbiType.List list => Gen.Choose(0, 4).SelectMany(count => Sequence(Enumerable.Repeat(list.Of, count))).Select(items => (AbiValue)new AbiValue.List(items)),
        AbiType.Struct declared => Sequence(declared.Fields.Select(item => item.Type)).Select(fields => (AbiValue)new AbiValue.Struct(fields)),
        _ => throw new InvalidOperationException(),
    };

    private static Gen<AbiType> Type(int depth)
    {
        if (depth == 0)
            return Gen.Elements(Simple);
        return Gen.OneOf(
            Gen.Elements(Simple),
            Type(depth - 1).Select(of => (AbiType?)AbiType.OptionalOf(of) ?? of),
            Type(depth - 1).Select(of => (AbiType)AbiType.ListOf(of)!),
            Gen.Choose(1, 4).SelectMany(count => Several(count, depth - 1)).Select(Struct));
    }

    private static Gen<ImmutableArray<AbiType>> Several(int count, int depth) =>
        count == 0 ? Gen.Constant(ImmutableArray<AbiType>.Empty) : Type(depth).SelectMany(first => Several(count - 1, depth).Select(rest => rest.Add(first)));

    private static AbiType Struct(ImmutableArray<AbiType> types) => AbiType.StructOf("S", [.. types.Select((type, i) => new AbiField($"f{i}", type))])!;

    private static Gen<ImmutableArray<AbiValue>> Sequence(IEnumerable<AbiType> types)
    {
        Gen<ImmutableArray<AbiValue>> all = Gen.Constant(ImmutableArray<AbiValue>.Empty);
        foreach (AbiType type in types)
            all = all.SelectMany(before => Value(type).Select(before.Add));
        return all;
    }

    // Mostly small, often at the edges of a width.
    private static Gen<BigInteger> Integer(int bits) => Gen.OneOf(
        Gen.Choose(0, 300).Select(value => (BigInteger)value),
        Gen.Choose(0, bits).Select(shift => (BigInteger.One << shift) - 1),
        Bytes(bits / 8, bits / 8).Select(bytes => new BigInteger(bytes, isUnsigned: true)));

    private static Gen<byte[]> Bytes(int min, int max) => Gen.Choose(min, max).SelectMany(count => Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), count));
}
