using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Chain.Rpc.Wire;

/// <summary>Reads flag(1) length(4) payload(length), the framing that gRPC and Connect streams share, in both directions.</summary>
/// <remarks>The length is judged before the payload is waited for, so an oversized message costs its sender the call and us five bytes.</remarks>
internal sealed class FrameReader(PipeReader pipe, RpcMessageLimit limit)
{
    public const int PrefixBytes = 5;

    private SequencePosition _end;
    private bool _holds;

    public byte Flag { get; private set; }

    /// <summary>Valid until the next <see cref="MoveNextAsync"/>.</summary>
    public ReadOnlySequence<byte> Payload { get; private set; }

    /// <summary>False at a clean end, between messages.</summary>
    /// <exception cref="RpcException">Truncated, or refused by the limit.</exception>
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        Release();
        bool judgedHead = limit.HeadBytes == 0;
        while (true)
        {
            ReadResult read = await pipe.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = read.Buffer;
            if (read.IsCanceled)
            {
                pipe.AdvanceTo(buffer.Start, buffer.End);
                throw new OperationCanceledException(cancellationToken);
            }
            if (buffer.Length >= PrefixBytes)
            {
                long length = ReadPrefix(buffer, out byte flag);
                ReadOnlySequence<byte> rest = buffer.Slice(PrefixBytes);
                bool admitted = limit.Admits(length, default);
                if (admitted && !judgedHead && rest.Length >= Math.Min(limit.HeadBytes, length))
                {
                    admitted = AdmitsHead(length, rest);
                    judgedHead = true;
                }
                if (!admitted)
                {
                    pipe.AdvanceTo(buffer.Start);
                    throw new RpcException(RpcStatusCode.ResourceExhausted, $"a message of {length} bytes exceeds the limit") { IsViolation = true };
                }
                if (rest.Length >= length)
                {
                    Flag = flag;
                    Payload = rest.Slice(0, length);
                    _end = Payload.End;
                    _holds = true;
                    return true;
                }
            }
            if (read.IsCompleted)
            {
                bool clean = buffer.IsEmpty;
                pipe.AdvanceTo(buffer.End);
                return clean ? false : throw new RpcException(RpcStatusCode.InvalidArgument, "the stream ended inside a message");
            }
            pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>Gives the bytes of the last message back to the pipe; also owed when the message is refused, because the server closes a connection on which a read was left open.</summary>
    public void Release()
    {
        if (!_holds)
            return;
        _holds = false;
        Payload = default;
        pipe.AdvanceTo(_end);
    }

    private bool AdmitsHead(long length, ReadOnlySequence<byte> rest)
    {
        Span<byte> head = stackalloc byte[(int)Math.Min(limit.HeadBytes, length)];
        rest.Slice(0, head.Length).CopyTo(head);
        return limit.Admits(length, head);
    }

    private static long ReadPrefix(ReadOnlySequence<byte> buffer, out byte flag)
    {
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        buffer.Slice(0, PrefixBytes).CopyTo(prefix);
        flag = prefix[0];
        return BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
    }
}
