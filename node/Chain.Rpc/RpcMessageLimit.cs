namespace Chain.Rpc;

/// <summary>Decides from a message's length prefix, and if wanted its first bytes, whether the message may come in. Asked before the message is buffered.</summary>
public abstract class RpcMessageLimit
{
    /// <summary>How many of the first bytes <see cref="Admits"/> wants to see besides the length.</summary>
    public virtual int HeadBytes => 0;

    /// <summary>Asked with an empty head as soon as the length is known; then, when <see cref="HeadBytes"/> is not zero, with the first bytes.</summary>
    /// <param name="lengthBytes">The length the sender announced.</param>
    /// <param name="head">Empty, or the first min(<see cref="HeadBytes"/>, length) bytes.</param>
    public abstract bool Admits(long lengthBytes, ReadOnlySpan<byte> head);

    /// <summary>A plain upper bound.</summary>
    public static RpcMessageLimit Bytes(int max) => new Fixed(max);

    private sealed class Fixed(int max) : RpcMessageLimit
    {
        public override bool Admits(long lengthBytes, ReadOnlySpan<byte> head) => lengthBytes <= max;
    }
}
