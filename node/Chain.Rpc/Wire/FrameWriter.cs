using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace Chain.Rpc.Wire;

/// <summary>Writes flag(1) length(4) payload(length).</summary>
internal static class FrameWriter
{
    /// <summary>The size of the message, or a refusal when it exceeds the limit.</summary>
    public static int CheckedSize(IMessage message, int bytesMax)
    {
        int size = message.CalculateSize();
        return size <= bytesMax
            ? size
            : throw new RpcException(RpcStatusCode.ResourceExhausted, $"a message of {size} bytes exceeds the limit of {bytesMax} bytes for sending");
    }

    public static void WriteMessage(IBufferWriter<byte> output, IMessage message, int size)
    {
        WritePrefix(output, 0, size);
        message.WriteTo(output);
    }

    public static void WriteBytes(IBufferWriter<byte> output, byte flag, ReadOnlySpan<byte> payload)
    {
        WritePrefix(output, flag, payload.Length);
        output.Write(payload);
    }

    private static void WritePrefix(IBufferWriter<byte> output, byte flag, int size)
    {
        Span<byte> prefix = output.GetSpan(FrameReader.PrefixBytes);
        prefix[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(prefix[1..], (uint)size);
        output.Advance(FrameReader.PrefixBytes);
    }
}
