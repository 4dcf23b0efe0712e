using System.Buffers;
using System.Text;
using Chain.Rpc.Tests.Echo;
using Chain.Rpc.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Chain.Rpc.Tests;

/// <summary>Mutated messages, by seed: whatever comes in, the codecs answer with a message or with INVALID_ARGUMENT.</summary>
public sealed class HostileBytesTests
{
    private const int Rounds = 60_000;

    private static readonly MessageDescriptor Descriptor = EchoRequest.Descriptor;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Protobuf_is_parsed_or_refused(int seed)
    {
        Random random = new(seed);
        byte[] sample = Sample().ToByteArray();
        int accepted = 0;
        for (int i = 0; i < Rounds; i++)
        {
            byte[] bytes = Mutate(sample, random);
            if (TryParse(MessageCodec.Protobuf, bytes, out IMessage? message))
            {
                accepted++;
                // What was accepted has no replaced characters: writing it again and reading gives the same.
                Assert.Equal(message, EchoRequest.Parser.ParseFrom(message!.ToByteArray()));
            }
        }
        Assert.InRange(accepted, 100, Rounds - 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Json_is_parsed_or_refused(int seed)
    {
        Random random = new(seed);
        byte[] sample = Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(Sample()));
        int accepted = 0;
        for (int i = 0; i < Rounds / 3; i++)
        {
            if (TryParse(MessageCodec.Json, Mutate(sample, random), out _))
                accepted++;
        }
        Assert.InRange(accepted, 10, Rounds / 3);
    }

    [Fact]
    public void Bytes_cut_into_segments_are_read_alike()
    {
        byte[] sample = Sample().ToByteArray();
        for (int cut = 0; cut <= sample.Length; cut++)
            Assert.Equal(Sample(), MessageCodec.Protobuf.Parse(Segments.Of(sample[..cut], sample[cut..]), Descriptor));
    }

    [Theory]
    [InlineData("grpc-message with plain text: a,b/c")]
    [InlineData("100% \u00fc \ud83d\ude00 \r\n\t\u0000")]
    [InlineData("%41 %zz %")]
    [InlineData("")]
    public void Status_text_survives_the_header(string text) => Assert.Equal(text, StatusText.Decode(StatusText.Encode(text)));

    [Fact]
    public void Status_text_is_cut_at_a_character() =>
        Assert.Equal(new string('\u00fc', 512), StatusText.Decode(StatusText.Encode(new string('\u00fc', 5000))));

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%G1")]
    [InlineData("\ud800%41")]
    public void Malformed_escapes_stay_readable(string text) => Assert.NotNull(StatusText.Decode(text));

    private static EchoRequest Sample() => new()
    {
        Text = "gr\u00fc\u00dfe",
        Height = 300,
        Data = ByteString.CopyFrom(0xFF, 0xC3),
        Count = 7,
        Ratio = 1.5,
        Left = "l",
        Nested = { new EchoRequest { Text = "n", Nested = { new EchoRequest { Right = "\ud83d\ude00" } } }, new EchoRequest() },
        Labels = { ["k"] = "v", ["\u00e9"] = "" },
    };

    private static bool TryParse(MessageCodec codec, byte[] bytes, out IMessage? message)
    {
        message = null;
        try
        {
            message = codec.Parse(new ReadOnlySequence<byte>(bytes), Descriptor);
            return true;
        }
        catch (RpcException e)
        {
            Assert.Equal(RpcStatusCode.InvalidArgument, e.Code);
            return false;
        }
    }

    private static byte[] Mutate(byte[] sample, Random random)
    {
        List<byte> bytes = [.. sample];
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 3 when bytes.Count > 1:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.AddRange(bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 12))));
                    break;
            }
        }
        return [.. bytes];
    }
}
