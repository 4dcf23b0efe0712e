using System.Buffers;

namespace Chain.Rpc.Tests;

/// <summary>A sequence of pieces, as a pipe gives it.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    private Segments(byte[] bytes, Segments? before)
    {
        Memory = bytes;
        RunningIndex = before is null ? 0 : before.RunningIndex + before.Memory.Length;
        if (before is not null)
            before.Next = this;
    }

    public static ReadOnlySequence<byte> Of(byte[] first, byte[] second)
    {
        Segments head = new(first, null);
        Segments tail = new(second, head);
        return new(head, 0, tail, second.Length);
    }
}
