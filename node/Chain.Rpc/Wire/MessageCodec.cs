using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Chain.Rpc.Wire;

/// <summary>Bytes to message and back, in one of the two encodings.</summary>
internal abstract class MessageCodec
{
    public static readonly MessageCodec Protobuf = new ProtobufCodec();
    public static readonly MessageCodec Json = new JsonCodec();

    /// <summary>"proto" or "json".</summary>
    public abstract string Name { get; }

    /// <exception cref="RpcException">INVALID_ARGUMENT: the bytes are not such a message.</exception>
    public abstract IMessage Parse(ReadOnlySequence<byte> bytes, MessageDescriptor descriptor);

    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: larger than <paramref name="bytesMax"/>.</exception>
    public abstract ReadOnlyMemory<byte> Format(IMessage message, int bytesMax);

    private sealed class ProtobufCodec : MessageCodec
    {
        public override string Name => "proto";

        public override IMessage Parse(ReadOnlySequence<byte> bytes, MessageDescriptor descriptor)
        {
            try
            {
                IMessage message = descriptor.Parser.ParseFrom(bytes);
                return Utf8Strings.AreValid(bytes, descriptor)
                    ? message
                    : throw new RpcException(RpcStatusCode.InvalidArgument, $"not a valid {descriptor.FullName}: a string is not UTF-8") { IsViolation = true };
            }
            catch (Exception e) when (e is InvalidProtocolBufferException or IndexOutOfRangeException or ArgumentException or OverflowException)
            {
                throw new RpcException(RpcStatusCode.InvalidArgument, $"not a valid {descriptor.FullName}: {e.Message}", e) { IsViolation = true };
            }
        }

        public override ReadOnlyMemory<byte> Format(IMessage message, int bytesMax)
        {
            byte[] bytes = new byte[FrameWriter.CheckedSize(message, bytesMax)];
            message.WriteTo(bytes.AsSpan());
            return bytes;
        }
    }

    private sealed class JsonCodec : MessageCodec
    {
        // Defaults are written, so that a person or a script sees every field there is.
        private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));
        private static readonly JsonParser Parser = new(new JsonParser.Settings(StrictJson.DepthMax));

        public override string Name => "json";

        public override IMessage Parse(ReadOnlySequence<byte> bytes, MessageDescriptor descriptor)
        {
            byte[] json = bytes.ToArray();
            if (StrictJson.Fault(json, descriptor) is { } fault)
                throw new RpcException(RpcStatusCode.InvalidArgument, $"not valid JSON for {descriptor.FullName}: {fault}");
            try
            {
                return Parser.Parse(System.Text.Encoding.UTF8.GetString(json), descriptor);
            }
            // JsonParser has three ways to say no, and number conversions add theirs.
            catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException or ArgumentException or InvalidOperationException)
            {
                throw new RpcException(RpcStatusCode.InvalidArgument, $"not valid JSON for {descriptor.FullName}: {e.Message}", e);
            }
        }

        public override ReadOnlyMemory<byte> Format(IMessage message, int bytesMax)
        {
            FrameWriter.CheckedSize(message, bytesMax);
            return System.Text.Encoding.UTF8.GetBytes(Formatter.Format(message));
        }
    }
}
