using System.Collections.Immutable;
using System.Numerics;
using Chain.Primitives.Encoding;
using FsCheck;
using FsCheck.Fluent;

namespace Chain.Contracts.Tests.Codec;

public class AbiCodecTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    [Fact]
    public void What_is_encoded_decodes_to_an_equal_value() => Prop.ForAll(AbiSamples.Values.ToArbitrary(), sample =>
    {
        byte[] bytes = AbiCodec.Encode(sample.Type, sample.Value);
        return AbiCodec.Fits(sample.Type, sample.Value) && bytes.Length >= sample.Type.BytesMin
            && AbiCodec.TryDecode(sample.Type, bytes, out AbiValue? decoded) && decoded.Equals(sample.Value);
    }).Check(Runs);

    [Fact]
    public void Bytes_that_decode_are_the_encoding_of_what_they_decode_to()
    {
        Gen<(AbiType Type, byte[] Bytes)> mutated = AbiSamples.Values.SelectMany(sample =>
        {
            byte[] bytes = AbiCodec.Encode(sample.Type, sample.Value);
            return Gen.Choose(0, Math.Max(0, bytes.Length - 1)).SelectMany(at => Gen.Choose(0, 255).Select(value =>
            {
                byte[] changed = [.. bytes];
                if (changed.Length > 0)
                    changed[at] = (byte)value;
                return (sample.Type, changed);
            }));
        });
        Prop.ForAll(mutated.ToArbitrary(), sample =>
            !AbiCodec.TryDecode(sample.Type, sample.Bytes, out AbiValue? value) || AbiCodec.Encode(sample.Type, value).AsSpan().SequenceEqual(sample.Bytes)).Check(Runs);
    }

    [Fact]
    public void Every_cut_and_every_longer_text_is_refused() => Prop.ForAll(AbiSamples.Values.ToArbitrary(), sample =>
    {
        byte[] bytes = AbiCodec.Encode(sample.Type, sample.Value);
        for (int length = 0; length < bytes.Length; length++)
        {
            if (AbiCodec.TryDecode(sample.Type, bytes.AsSpan(0, length), out _))
                return false;
        }
        return !AbiCodec.TryDecode(sample.Type, [.. bytes, 0], out _, out DecodeError error) && error != DecodeError.None;
    }).Check(Runs.WithMaxTest(300));

    [Fact]
    public void The_zero_of_a_type_is_a_value_of_it() => Prop.ForAll(AbiSamples.Types.ToArbitrary(), type =>
        AbiCodec.Fits(type, AbiCodec.Zero(type)) && AbiCodec.TryDecode(type, AbiCodec.Encode(type, AbiCodec.Zero(type)), out AbiValue? zero) && zero.Equals(AbiCodec.Zero(type))).Check(Runs);

    [Theory]
    [InlineData("u8", "00")]
    [InlineData("u32", "00000000")]
    [InlineData("i64", "0000000000000000")]
    [InlineData("bool", "00")]
    [InlineData("string", "00")]
    [InlineData("bytes", "00")]
    [InlineData("u8?", "00")]
    [InlineData("u8[]", "00")]
    public void Zeros_are_what_the_specification_says(string type, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(AbiCodec.Encode(Type(type), AbiCodec.Zero(Type(type)))));

    [Theory]
    [InlineData("u16", 258, "0102")]
    [InlineData("i64", -1, "ffffffffffffffff")]
    [InlineData("i64", 128, "0000000000000080")]
    [InlineData("i128", -129, "ffffffffffffffffffffffffffffff7f")]
    [InlineData("u64", 128, "0000000000000080")]
    [InlineData("u8?", 255, "01ff")]
    public void Integers_have_the_width_of_their_type(string type, int value, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(AbiCodec.Encode(Type(type), new AbiValue.Integer(value))));

    [Theory]
    [InlineData("bool", "02", DecodeError.Range)]
    [InlineData("u8?", "0200", DecodeError.Range)]
    [InlineData("string", "8000", DecodeError.Varint)]
    [InlineData("string", "808080808001", DecodeError.Varint)]
    [InlineData("string", "ffffffff0f", DecodeError.Truncated)]
    [InlineData("string", "ffffffff7f", DecodeError.Truncated)]
    [InlineData("string", "01ff", DecodeError.Utf8)]
    [InlineData("string", "03eda080", DecodeError.Utf8)]
    [InlineData("bytes", "05aabb", DecodeError.Truncated)]
    [InlineData("u64[]", "020000000000000001", DecodeError.Truncated)]
    [InlineData("address[]", "ffffff7f", DecodeError.Truncated)]
    [InlineData("u8", "0000", DecodeError.UnexpectedBytes)]
    [InlineData("u8", "", DecodeError.Truncated)]
    public void What_is_not_canonical_is_refused(string type, string hex, DecodeError expected)
    {
        Assert.False(AbiCodec.TryDecode(Type(type), Convert.FromHexString(hex), out AbiValue? value, out DecodeError error));
        Assert.Null(value);
        Assert.Equal(expected, error);
    }

    [Fact]
    public void Values_of_another_kind_or_width_do_not_fit()
    {
        Assert.False(AbiCodec.Fits(AbiType.UInt.U8, new AbiValue.Integer(256)));
        Assert.False(AbiCodec.Fits(AbiType.UInt.U8, new AbiValue.Integer(-1)));
        Assert.False(AbiCodec.Fits(AbiType.Int.I64, new AbiValue.Integer(BigInteger.One << 63)));
        Assert.True(AbiCodec.Fits(AbiType.Int.I64, new AbiValue.Integer(-(BigInteger.One << 63))));
        Assert.False(AbiCodec.Fits(AbiType.Text.Instance, new AbiValue.Text("a\uD800")));
        Assert.False(AbiCodec.Fits(AbiType.Text.Instance, new AbiValue.Text("\uDC00a")));
        Assert.False(AbiCodec.Fits(AbiType.Bool.Instance, AbiValue.Text.Empty));
        Assert.False(AbiCodec.Fits(AbiType.UInt.U8, AbiValue.None.Instance));
        Assert.Throws<ArgumentException>(() => AbiCodec.Encode(AbiType.UInt.U8, new AbiValue.Integer(256)));
    }

    [Fact]
    public void Arguments_are_their_values_after_each_other()
    {
        ImmutableArray<AbiField> fields = [new("to", AbiType.UInt.U8), new("memo", AbiType.Text.Instance)];
        byte[] bytes = AbiCodec.EncodeArguments(fields, [new AbiValue.Integer(7), new AbiValue.Text("hi")]);
        Assert.Equal("07026869", Convert.ToHexStringLower(bytes));
        Assert.True(AbiCodec.TryDecodeArguments(fields, bytes, out ImmutableArray<AbiValue> values));
        Assert.Equal<AbiValue>([new AbiValue.Integer(7), new AbiValue.Text("hi")], values);
        Assert.False(AbiCodec.TryDecodeArguments(fields, bytes.AsSpan(1), out _));
        Assert.False(AbiCodec.TryDecodeArguments([], bytes, out _));
        Assert.True(AbiCodec.TryDecodeArguments([], [], out _));
    }

    private static AbiType Type(string text) => AbiTypeText.Read(text, _ => null, out _)!;
}
