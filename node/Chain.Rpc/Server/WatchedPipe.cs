using System.Buffers;
using System.IO.Pipelines;

namespace Chain.Rpc.Server;

/// <summary>A connection's bytes on their way to the HTTP server, shown to a counter once each.</summary>
internal sealed class WatchedPipe(IDuplexPipe inner, Http2ControlCounter counter, Action refuse) : PipeReader, IDuplexPipe
{
    private ReadOnlySequence<byte> _buffer;
    private long _seen;

    public PipeReader Input => this;

    public PipeWriter Output => inner.Output;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => Show(await inner.Input.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        if (!inner.Input.TryRead(out result))
            return false;
        Show(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _seen -= _buffer.Slice(0, consumed).Length;
        _buffer = default;
        inner.Input.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.Input.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Input.Complete(exception);

    private ReadResult Show(ReadResult result)
    {
        _buffer = result.Buffer;
        if (_buffer.Length > _seen && !counter.Admits(_buffer.Slice(_seen)))
            refuse();
        _seen = _buffer.Length;
        return result;
    }
}
